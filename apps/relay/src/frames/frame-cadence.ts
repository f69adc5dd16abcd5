import type { Timers } from './timers.ts';

/** After a change of health that left at once, further ones wait this long and share a frame; so does all lesser news. */
export const shareMs = 20;
export const frameAtLeastEveryMs = 1000;
export const figuresEveryMs = 2000;
/** Of the tick that looks whether a frame is due; half of it is how exact a second is. */
export const tickMs = 100;

/** When frames leave: the first that somebody waits for at once, the rest soon, and one a second in any case. */
export interface FrameCadence {
  /** Something has just been taken. A change of health is what somebody waits for; marks and progress may share. */
  want(news: 'health' | 'lesser'): void;
  tick(): void;
  stop(): void;
}

export interface CadenceOptions {
  readonly send: (options: { readonly figures: boolean }) => void;
  readonly timers: Timers;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
}

export function createFrameCadence({ send, timers, elapsed }: CadenceOptions): FrameCadence {
  let lastFrame = -Infinity;
  let lastHealth = -Infinity;
  let lastFigures = -Infinity;
  let cancel: (() => void) | null = null;
  const sendNow = () => {
    cancel?.();
    cancel = null;
    const now = elapsed();
    const figures = now - lastFigures >= figuresEveryMs - tickMs / 2;
    if (figures) lastFigures = now;
    lastFrame = now;
    send({ figures });
  };
  const sendHealth = () => {
    lastHealth = elapsed();
    sendNow();
  };
  return {
    want(news) {
      if (news === 'lesser') {
        cancel ??= timers.after(shareMs, sendNow);
        return;
      }
      const wait = shareMs - (elapsed() - lastHealth);
      if (wait <= 0) return sendHealth();
      cancel?.();
      cancel = timers.after(wait, sendHealth);
    },
    tick() {
      if (elapsed() - lastFrame >= frameAtLeastEveryMs - tickMs / 2) sendNow();
    },
    stop: () => cancel?.(),
  };
}

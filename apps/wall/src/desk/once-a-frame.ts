import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BeforePaint } from '../connection/cover-before-paint.ts';
import type { Timers } from '../connection/timers.ts';

type Readable<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;

interface OnceAFrameOptions {
  readonly beforePaint: BeforePaint;
  readonly timers: Timers;
}

/** A page that nobody looks at is not painted, and what it holds must be right all the same. */
const hiddenMs = 100;

/** The same state for those who paint it: however often it changes, they hear of it once before each painting. */
export function onceAFrame<State>(
  source: Readable<State>,
  { beforePaint, timers }: OnceAFrameOptions,
): { readonly state: Readable<State>; now(): void; stop(): void } {
  const state = createStore<State>()(() => source.getState());
  let cancel: (() => void) | null = null;
  const settle = () => {
    cancel?.();
    cancel = null;
    state.setState(source.getState(), true);
  };
  const unsubscribe = source.subscribe(() => {
    if (cancel !== null) return;
    const [noFrame, noTimer] = [beforePaint(settle), timers.after(hiddenMs, settle)];
    cancel = () => {
      noFrame();
      noTimer();
    };
  });
  return {
    state,
    /** They hear of it at once: of what must not be painted once more as it was. */
    now: settle,
    stop() {
      unsubscribe();
      cancel?.();
    },
  };
}

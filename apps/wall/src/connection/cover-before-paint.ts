import { overslept, type Reading } from '../desk/overslept.ts';
import type { DeskStore } from '../desk/store.ts';
import { tickMs } from './sync.ts';

/** Runs something before the next paint. Returns how to take it back. */
export type BeforePaint = (run: () => void) => () => void;

export const beforePaint: BeforePaint = (run) => {
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
};

interface Options {
  readonly store: DeskStore;
  readonly read: () => Reading;
  readonly before: BeforePaint;
  /** Those who paint must know before they do. */
  readonly told: () => void;
}

/** Looks at the clocks before each paint: after a sleep no timer is as early, and the old picture must not be painted again. */
export function coverBeforePaint({ store, read, before, told }: Options): { stop(): void } {
  const look = () => {
    const reading = read();
    if (overslept(store.state.getState().reading, reading, tickMs)) {
      store.apply({ type: 'tick', expectedMs: tickMs, reading });
      told();
    }
    cancel = before(look);
  };
  let cancel = before(look);
  return { stop: () => cancel() };
}

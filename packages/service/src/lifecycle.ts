import type { Log } from './log.ts';
import type { Readiness } from './readiness.ts';
import { createStopSequence } from './stop-sequence.ts';

export interface Lifecycle {
  setReady: (state: Readiness) => void;
  readiness: () => Readiness;
  onStop: (label: string, stop: () => Promise<void> | void) => void;
  stop: (reason: string) => Promise<void>;
  stopped: AbortSignal;
}

/** From starting to stopped. `show` learns each readiness, `close` comes when everything else has stopped. */
export function createLifecycle(
  log: Log,
  initial: Readiness,
  show: (state: Readiness) => void,
  close: () => Promise<void>,
): Lifecycle {
  const sequence = createStopSequence(log);
  const stopping = new AbortController();
  let readiness = initial;
  let stop: Promise<void> | undefined;

  const put = (state: Readiness): void => {
    readiness = { ...state };
    show(readiness);
  };
  const beginStop = (reason: string): Promise<void> => {
    log.info('stopping', { reason });
    put({ ready: false, why: `stopping: ${reason}` });
    // The abort comes a moment later: whoever calls stop() again from it must find this one under way.
    return Promise.resolve().then(() => finishStop(reason));
  };
  const finishStop = async (reason: string): Promise<void> => {
    stopping.abort();
    await sequence.run();
    await close();
    log.info('stopped', { reason });
  };
  return {
    // A start that finishes late must not call a stopping service ready.
    setReady: (state) => (stop === undefined ? put(state) : undefined),
    readiness: () => readiness,
    onStop: sequence.add,
    stop: (reason) => (stop ??= beginStop(reason)),
    stopped: stopping.signal,
  };
}

import type { Log } from './log.ts';
import { sleep } from './sleep.ts';

type Stop = () => Promise<void> | void;

export interface StopSequence {
  add: (label: string, stop: Stop) => void;
  run: () => Promise<void>;
}

const MAX_STOP_MS = 3_000;

/** Last started, first stopped; nothing that hangs or fails keeps the rest from being stopped. */
export function createStopSequence(log: Log): StopSequence {
  const steps: [label: string, stop: Stop][] = [];
  let finished = false;
  return {
    add(label, stop) {
      // Started while the service was already gone: nobody else would ever stop it.
      if (finished) void runStep(log, label, stop);
      else steps.push([label, stop]);
    },
    async run() {
      // One by one from the end, so that what is added meanwhile is stopped too.
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await runStep(log, ...step);
      finished = true;
    },
  };
}

async function runStep(log: Log, label: string, stop: Stop): Promise<void> {
  const done = new AbortController();
  const stopped = attempt(log, label, stop).then(() => 'stopped');
  const late = sleep(MAX_STOP_MS, done.signal).then(() => 'late');
  if ((await Promise.race([stopped, late])) === 'late') {
    log.error('stop took too long', { label, waitedMs: MAX_STOP_MS });
  }
  done.abort();
}

async function attempt(log: Log, label: string, stop: Stop): Promise<void> {
  try {
    await stop();
  } catch (error) {
    log.error('stop failed', { label, error });
  }
}

// Node turns a longer timer into one of a single millisecond, which would make a patient loop a busy one.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves after `ms`, or at once when the signal aborts: the loop around it asks `signal.aborted`, so nothing is thrown. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  const bounded = Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_TIMER_MS);
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, bounded);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

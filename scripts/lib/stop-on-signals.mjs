/**
 * npm passes on a Ctrl-C that the terminal has sent to us already: what follows this closely is the same key stroke.
 */
const sameStroke = 500;

/**
 * The first Ctrl-C stops in order, a second one at once.
 */
export function stopOnSignals() {
  /** @type {{ stop(): Promise<void>, kill(): void } | undefined} */
  let running;
  /** @type {(() => void)[]} */
  const last = [];
  let first = Number.POSITIVE_INFINITY;
  /** @type {(code: number) => void} */
  let finish = () => undefined;
  const stopped = new Promise((/** @type {(code: number) => void} */ resolve) => (finish = resolve));
  process.on('exit', () => {
    for (const action of last.toReversed()) action();
  });

  async function stop() {
    first = performance.now();
    // Nothing runs yet: a set-up can be broken off anywhere.
    if (running === undefined) process.exit(130);
    process.stdout.write('\nStopping…\n');
    await running.stop();
    finish(0);
    // A start that was still under way has nothing left to wait for.
    process.exit(0);
  }
  function onSignal() {
    if (first === Number.POSITIVE_INFINITY) void stop();
    else if (performance.now() - first > sameStroke) {
      running?.kill();
      process.exit(130);
    }
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal);

  return {
    stopped,
    /** @param {() => void} action must be done at once: the process is ending */
    atExit: (action) => last.push(action),
    /** @param {{ stop(): Promise<void>, kill(): void }} what */
    stopWith: (what) => (running = what),
  };
}

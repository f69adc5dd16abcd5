/**
 * npm passes on a Ctrl-C that the terminal has sent to us already: what follows this closely is the same key stroke.
 */
const sameStroke = 500;

/**
 * The first Ctrl-C stops in order, a second one at once.
 * @param {{ code: number }} options the exit code after an orderly stop: 0 where stopping is the only way to end
 */
export function stopOnSignals({ code }) {
  /** @type {{ stop(): Promise<void>, kill(): void } | undefined} */
  let running;
  /** @type {(() => void)[]} */
  const last = [];
  let first = Number.POSITIVE_INFINITY;
  process.on('exit', () => {
    for (const action of last.toReversed()) action();
  });

  async function stop() {
    first = performance.now();
    // Nothing runs yet: a set-up can be broken off anywhere.
    if (running === undefined) process.exit(130);
    process.stdout.write('\nStopping…\n');
    await running.stop();
    process.exit(code);
  }
  function onSignal() {
    if (first === Number.POSITIVE_INFINITY) void stop();
    else if (performance.now() - first > sameStroke) {
      running?.kill();
      process.exit(130);
    }
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal);

  // The terminal may be gone before we are.
  process.stdout.on('error', () => undefined);

  return {
    /** @param {() => void} action must be done at once: the process is ending */
    atExit: (action) => last.push(action),
    /** @param {{ stop(): Promise<void>, kill(): void }} what */
    stopWith: (what) => (running = what),
  };
}

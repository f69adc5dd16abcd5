const BEAT_EVERY_MS = 100;

export interface Heartbeat {
  memory: SharedArrayBuffer;
  stop(): void;
}

/** The main loop's sign of life in shared memory. The clock is monotonic, so a stepped wall clock is no stuck loop. */
export function startHeartbeat(): Heartbeat {
  const memory = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const cell = new BigInt64Array(memory);
  const beat = (): void => {
    Atomics.store(cell, 0, process.hrtime.bigint());
  };
  beat();
  const timer = setInterval(beat, BEAT_EVERY_MS);
  timer.unref();
  return { memory, stop: () => clearInterval(timer) };
}

const MAX_WAITING_BYTES = 1_000_000;

let guarded = false;
let gone = false;
let dropped = 0;

/** Keeps a reader that went away (EPIPE) from becoming an uncaught exception, on both standard streams. */
export function guardStandardStreams(): void {
  if (guarded) return;
  guarded = true;
  process.stdout.on('error', () => (gone = true));
  process.stderr.on('error', () => undefined);
}

/** A pipe is written asynchronously: without a bound a supervisor that stops reading would fill our memory. */
export function writeLine(line: string): void {
  guardStandardStreams();
  if (gone) return;
  if (process.stdout.writableLength > MAX_WAITING_BYTES) {
    dropped += 1;
    return;
  }
  if (dropped > 0) {
    const note = { at: new Date().toISOString(), level: 'warn', event: 'log lines dropped', lines: dropped };
    dropped = 0;
    process.stdout.write(`${JSON.stringify(note)}\n`);
  }
  process.stdout.write(`${line}\n`);
}

/** process.exit() loses what waits in a pipe, so the last words get a moment, bounded in case nobody reads. */
export async function exitAfterFlush(code: number): Promise<never> {
  if (!gone && process.stdout.writableLength > 0) {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 200);
      process.stdout.write('', () => resolve());
    });
  }
  process.exit(code);
}

import { z } from 'zod';
import { readState, writeState } from './desk/state-file.ts';

const schema = z.object({ deskMinusWall: z.number() });
const lookEveryMs = 5000;
/** Less is what the clocks of any machine do all day. */
const worthKeepingMs = 20;

/** Distance from the wall clock to desk time, as it was when Redis was last heard of. */
export async function recallOffset(file: string): Promise<number> {
  return (await readState(file, schema))?.deskMinusWall ?? 0;
}

/** A start while Redis is away continues desk time by it. */
export function keepOffset(file: string, clock: { now(): number; readonly synced: boolean }, wall: () => number) {
  let kept = Number.NaN;

  async function look(): Promise<void> {
    const offset = clock.now() - wall();
    if (!clock.synced || Math.abs(offset - kept) < worthKeepingMs) return;
    try {
      await writeState(file, { deskMinusWall: offset });
      kept = offset;
    } catch {
      // A full disk; the spool says so, and the next look tries again.
    }
  }

  const timer = setInterval(() => void look(), lookEveryMs);
  void look();
  return { stop: () => clearInterval(timer) };
}

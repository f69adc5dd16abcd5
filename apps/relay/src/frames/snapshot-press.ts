import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { wireVersion, type Board, type Snapshot } from '@yagura/contract';

const compress = promisify(gzip);
/** Fast rather than small: two hundred screens may return in the same second. */
const level = 3;
export const reusedForMs = 250;

export interface PressedSnapshot {
  readonly epoch: number;
  readonly revision: number;
  readonly limits: readonly number[];
  readonly gzip: Buffer;
}

/** The board as the room sees it, and the whole board's limits by which the room knows them again. */
export type Source = () => { readonly scoped: Board; readonly limits: readonly number[] };

export interface SnapshotPress {
  /** The newest pressed one while it is young, else a new one of what `source` then gives. */
  get(source: Source): Promise<PressedSnapshot>;
  /** What was pressed until now no longer leads to the present. */
  discard(): void;
}

export interface PressOptions {
  readonly build: string;
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly onPressed: (bytes: number) => void;
}

/** One buffer for all who ask within a moment, and never more presses than four a second. */
export function createSnapshotPress({ build, now, elapsed, wait, onPressed }: PressOptions): SnapshotPress {
  let current: { readonly at: number; readonly pressed: Promise<PressedSnapshot>; stale: boolean } | null = null;
  const press = async (source: Source, pauseMs: number): Promise<PressedSnapshot> => {
    if (pauseMs > 0) await wait(pauseMs);
    const { scoped, limits } = source();
    const { epoch, revision } = scoped;
    const snapshot: Snapshot = { ...scoped, wire: wireVersion, build, sentAt: now() };
    const buffer = await compress(JSON.stringify(snapshot), { level });
    onPressed(buffer.length);
    return { epoch, revision, limits, gzip: buffer };
  };
  return {
    get(source) {
      const age = current ? elapsed() - current.at : Infinity;
      if (current && !current.stale && age <= reusedForMs) return current.pressed;
      const pauseMs = current?.stale ? Math.max(0, reusedForMs - age) : 0;
      const pressed = press(source, pauseMs);
      current = { at: elapsed() + pauseMs, pressed, stale: false };
      pressed.catch(() => (current = null));
      return pressed;
    },
    discard() {
      if (current) current.stale = true;
    },
  };
}

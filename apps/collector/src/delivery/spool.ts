import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import {
  appendWhole,
  listSpoolFiles,
  removeSpoolFile,
  spoolFileAt,
  syncFolder,
  type SpoolFile,
} from './spool-files.ts';
import { decodeLines, encodeLine } from './spool-line.ts';

export interface SpoolOptions {
  readonly directory: string;
  readonly maxBytes: number;
  readonly onDropped: (beats: number, entries: number) => void;
}

export interface Spoolable {
  readonly json: string;
  readonly beats: number;
}

export interface SpoolSegment {
  readonly file: SpoolFile;
  readonly bytes: Buffer;
  /** Nothing lies behind it, and what is written from now on begins a new one. */
  readonly last: boolean;
}

export interface Spool {
  /** In this order behind all that is there. Resolves when it is on disk (`sync`) or handed to the system; rejects when it cannot be held. */
  write(entries: readonly Spoolable[], sync: boolean): Promise<void>;
  /** The oldest segment, to be delivered; it stays until it is removed. */
  oldest(): Promise<SpoolSegment | null>;
  remove(segment: SpoolSegment): Promise<void>;
  readonly bytes: number;
  /** Of this run. */
  readonly entries: number;
  readonly empty: boolean;
  close(): Promise<void>;
}

/** The spool is full of what is just being delivered, or the entry is larger than the whole of it. */
export class SpoolFullError extends Error {
  override readonly name = 'SpoolFullError';
}

const segmentsInAll = 16;
const largestSegment = 8 * 1024 * 1024;

interface State {
  readonly directory: string;
  readonly maxBytes: number;
  readonly onDropped: SpoolOptions['onDropped'];
  readonly files: SpoolFile[];
  active: { readonly file: SpoolFile; readonly handle: FileHandle } | null;
  /** Being delivered: not to be dropped meanwhile. */
  held: SpoolFile | null;
  nextNumber: number;
  bytes: number;
}

async function closeActive(state: State): Promise<void> {
  const { active } = state;
  state.active = null;
  await active?.handle.close();
}

async function openActive(state: State): Promise<NonNullable<State['active']>> {
  if (state.active) return state.active;
  const file = spoolFileAt(state.directory, state.nextNumber);
  const handle = await open(file.path, 'wx', 0o600);
  state.nextNumber += 1;
  state.files.push(file);
  state.active = { file, handle };
  await syncFolder(state.directory);
  return state.active;
}

/** What an earlier run left behind is counted when it is dropped, not at every start. */
async function countIn(file: SpoolFile): Promise<{ beats: number; entries: number }> {
  if (file.beats !== null) return { beats: file.beats, entries: file.entries };
  const count = { beats: 0, entries: 0 };
  for (const line of decodeLines(await readFile(file.path))) {
    count.beats += line?.beats ?? 0;
    count.entries += line === null ? 0 : 1;
  }
  return count;
}

async function forget(state: State, file: SpoolFile): Promise<void> {
  await removeSpoolFile(state.directory, file);
  state.files.splice(state.files.indexOf(file), 1);
  state.bytes -= file.bytes;
}

/** The oldest goes first: what is new is worth more to whoever looks at the wall on its return. */
async function makeRoom(state: State, needed: number): Promise<void> {
  if (needed > state.maxBytes) throw new SpoolFullError(`${needed} bytes at once are more than the whole spool`);
  while (state.bytes + needed > state.maxBytes) {
    const oldest = state.files.find((file) => file !== state.held);
    if (oldest === undefined) throw new SpoolFullError('the spool is full');
    if (state.active?.file === oldest) await closeActive(state);
    const dropped = await countIn(oldest);
    await forget(state, oldest);
    state.onDropped(dropped.beats, dropped.entries);
  }
}

async function write(state: State, entries: readonly Spoolable[], sync: boolean): Promise<void> {
  const lines = Buffer.concat(entries.map(({ json, beats }) => encodeLine(json, beats)));
  await makeRoom(state, lines.length);
  const { file, handle } = await openActive(state);
  try {
    await appendWhole(handle, file.bytes, lines, sync);
  } catch (error) {
    // What comes later must not stand behind a torn line of unknown length.
    await closeActive(state).catch(() => undefined);
    throw error;
  }
  file.bytes += lines.length;
  file.entries += entries.length;
  file.beats = (file.beats ?? 0) + entries.reduce((sum, entry) => sum + entry.beats, 0);
  state.bytes += lines.length;
  if (file.bytes >= Math.min(largestSegment, state.maxBytes / segmentsInAll)) await closeActive(state);
}

async function oldest(state: State): Promise<SpoolSegment | null> {
  const [file] = state.files;
  if (file === undefined) return null;
  if (state.active?.file === file) await closeActive(state);
  state.held = file;
  return { file, bytes: await readFile(file.path), last: state.files.length === 1 };
}

/** One after the other, and a failed one does not hold up the next. */
function createQueue() {
  let tail: Promise<unknown> = Promise.resolve();
  return function enqueue<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = tail.then(task);
    tail = result.catch(() => undefined);
    return result;
  };
}

export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const files = await listSpoolFiles(options.directory);
  const state: State = {
    ...options,
    files,
    active: null,
    held: null,
    nextNumber: (files.at(-1)?.number ?? 0) + 1,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  };
  const enqueue = createQueue();
  return {
    write: (entries, sync) => enqueue(() => write(state, entries, sync)),
    oldest: () => enqueue(() => oldest(state)),
    remove: (segment) =>
      enqueue(async () => {
        state.held = null;
        await forget(state, segment.file);
      }),
    get bytes() {
      return state.bytes;
    },
    get entries() {
      return state.files.reduce((sum, file) => sum + file.entries, 0);
    },
    get empty() {
      return state.files.length === 0;
    },
    close: () => enqueue(() => closeActive(state)),
  };
}

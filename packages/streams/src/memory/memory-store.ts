import type { EnginePulse } from '@yagura/contract';
import type { Head, SnapshotMeta } from '../ports.ts';
import { createMemoryStream, type MemoryStream } from './memory-stream.ts';

export interface MemoryStoreOptions {
  /** The store's own clock, in ms; it may be fractional. */
  readonly clock?: () => number;
  /** For the time a blocked read waits; returns how to cancel. */
  readonly timer?: (milliseconds: number, fire: () => void) => () => void;
  readonly mostBeatEntries?: number;
}

interface StoredSnapshot {
  readonly meta: SnapshotMeta;
  readonly chunks: readonly string[];
}

/** What several handles share: the server, as it were. */
export interface MemoryStore {
  /** While true, every operation of every handle rejects and every blocked read ends. */
  away: boolean;
  /** Loses everything, as a server without its data would. */
  wipe(): void;
  readonly inside: StoreInside;
}

export interface StoredLease {
  readonly fence: number;
  readonly owner: string;
  readonly renewals: number;
  readonly until: number;
}

export interface StoreInside {
  readonly clock: () => number;
  readonly timer: (milliseconds: number, fire: () => void) => () => void;
  readonly beats: MemoryStream;
  readonly inputs: MemoryStream;
  readonly turns: MemoryStream;
  readonly facts: StoredFacts;
  readonly pulseListeners: Set<(pulse: EnginePulse) => void>;
  /** Called on every write and when the store goes away. */
  readonly waiting: Set<() => void>;
  wake(): void;
}

interface StoredFacts {
  head: Head | null;
  fence: number;
  lease: StoredLease | null;
  snapshot: StoredSnapshot | null;
  snapshotBefore: StoredSnapshot | null;
  inventories: ReadonlyMap<string, string>;
  inventoryCurrent: string | null;
  layouts: ReadonlyMap<string, string>;
  learned: ReadonlyMap<string, string>;
  learnedCurrent: string | null;
  registered: Readonly<Record<string, string>>;
  clockOffset: number | null;
  readonly sightings: Map<string, string>;
  readonly silences: Map<string, string>;
}

function emptyFacts(): StoredFacts {
  return {
    head: null,
    fence: 0,
    lease: null,
    snapshot: null,
    snapshotBefore: null,
    inventories: new Map(),
    inventoryCurrent: null,
    layouts: new Map(),
    learned: new Map(),
    learnedCurrent: null,
    registered: {},
    clockOffset: null,
    sightings: new Map(),
    silences: new Map(),
  };
}

function startTimeout(milliseconds: number, fire: () => void): () => void {
  const timer = setTimeout(fire, milliseconds);
  return () => clearTimeout(timer);
}

function createInside(options: MemoryStoreOptions): StoreInside {
  const { clock = Date.now, timer = startTimeout, mostBeatEntries = 200_000 } = options;
  const waiting = new Set<() => void>();
  return {
    clock,
    timer,
    beats: createMemoryStream(clock, mostBeatEntries),
    inputs: createMemoryStream(clock, Infinity),
    turns: createMemoryStream(clock, Infinity),
    facts: emptyFacts(),
    pulseListeners: new Set(),
    waiting,
    wake() {
      for (const look of waiting) look();
    },
  };
}

export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const inside = createInside(options);
  let away = false;
  return {
    get away() {
      return away;
    },
    set away(value) {
      away = value;
      inside.wake();
    },
    wipe() {
      for (const stream of [inside.beats, inside.inputs, inside.turns]) stream.clear();
      Object.assign(inside.facts, emptyFacts());
    },
    inside,
  };
}

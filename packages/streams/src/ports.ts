import type {
  Entry,
  EnginePulse,
  Input,
  Inventory,
  Layout,
  Learned,
  Positions,
  RoomSilence,
  ScreenSighting,
  Turn,
} from '@yagura/contract';

/** The nervous system as its users see it. Two implementations, Redis and memory, pass one contract suite. */
export interface Streams {
  readonly beats: BeatLog;
  readonly evidence: EvidenceLog;
  readonly turns: TurnLog;
  readonly lease: Lease;
  readonly snapshots: SnapshotStore;
  readonly desk: DeskStore;
  readonly pulse: PulseChannel;
  readonly clock: ClockSource;
  /** By screen: which relay saw it last, and how it stood. A relay that begins finds here what the one before it knew. */
  readonly sightings: Notes<ScreenSighting>;
  /** By room: until when nobody is heard there. */
  readonly silences: Notes<RoomSilence>;
  /** Round trip to the store in ms; rejects when it is away. */
  ping(): Promise<number>;
  close(): Promise<void>;
}

/** Collector's side of the beat stream. */
export interface BeatLog {
  /** In this order, all or an error; resolves when the store has them. After an error they may be there all the same: send them again. */
  append(entries: readonly Entry[]): Promise<void>;
}

export interface Evidence {
  readonly beats: readonly Entry[];
  readonly inputs: readonly Input[];
  /** Positions after this batch. */
  readonly to: Positions;
  /** How many stored entries could not be parsed; they are skipped and counted, never fatal. */
  readonly unreadable: number;
  /** Nothing newer was stored when this was read. */
  readonly tip: boolean;
  /**
   * The store no longer holds the first entry after the asked positions: something was trimmed unread. Told once, to who goes
   * on from `to`. When the store itself lost its end the batch is empty and `to` may lie before what was asked.
   */
  readonly lost: boolean;
}

/** Engine's side: beats and inputs, always folded inputs first, then beats, within one batch. */
export interface EvidenceLog {
  /** Before the oldest entries that are held: where one begins who has read nothing yet. */
  start(): Promise<Positions>;
  /** Waits up to blockMs for something to come; an empty batch means nothing came, or that the signal ended the wait. `limit` is for each of the two streams. */
  read(after: Positions, options: { limit: number; blockMs: number; signal?: AbortSignal }): Promise<Evidence>;
  /** The very batch that was folded between two positions (from exclusive, to inclusive). */
  range(from: Positions, to: Positions): Promise<Evidence>;
  appendInput(input: Input): Promise<void>;
  /** Forgets what lies before these positions; the entries at them stay, as proof that nothing behind them was lost. */
  trim(before: Positions): Promise<void>;
}

export type CommitOutcome = 'committed' | 'fenced' | 'out-of-order';
export interface Head {
  readonly epoch: number;
  readonly turn: number;
  readonly fence: number;
  readonly now: number;
  readonly to: Positions;
}

/** The journal of judgement. Turn numbers grow by one for ever, also across epochs. */
export interface TurnLog {
  /** Atomic: checks the fence, checks that this is head.turn + 1, appends, advances head. The same turn of the same fence again answers 'committed' and appends nothing. */
  commit(turn: Turn): Promise<CommitOutcome>;
  head(): Promise<Head | null>;
  /** Turns with a number greater than `turn`, oldest first; waits up to blockMs when there is none. A damaged one is left out: the numbers show the gap. */
  after(turn: number, options: { limit: number; blockMs: number; signal?: AbortSignal }): Promise<readonly Turn[]>;
  /** The number of the oldest turn still held. */
  oldest(): Promise<number | null>;
  length(): Promise<number>;
  /** Forgets turns with a smaller number. */
  trim(before: number): Promise<void>;
  /** A new epoch: journal and head are set aside and begin again at this head. Fenced; out of order unless the epoch is later and the turn not earlier. */
  restart(head: Head): Promise<CommitOutcome>;
}

/** Exactly one leader. Times are those of the store. */
export interface Lease {
  /** The fence when got: max(last + 1, ms time of the store, floor). Null while another holds it. Its own holder gets a higher one. */
  acquire(owner: string, options: { ttlMs: number; floor: number }): Promise<number | null>;
  renew(fence: number, ttlMs: number): Promise<boolean>;
  release(fence: number): Promise<void>;
}

export interface SnapshotMeta {
  readonly epoch: number;
  readonly turn: number;
  readonly now: number;
  readonly to: Positions;
  readonly layout: string;
  /** Which part a chunk belongs to, by its index: from inclusive, to exclusive. */
  readonly parts: Readonly<Record<string, readonly [from: number, to: number]>>;
}
export interface SnapshotStore {
  /** Chunks are written one by one; the pointer moves only after the last, and only under a valid fence. Older ones are removed, but for the one before. */
  write(fence: number, meta: SnapshotMeta, chunks: AsyncIterable<string> | Iterable<string>): Promise<boolean>;
  meta(): Promise<SnapshotMeta | null>;
  /** Chunks of one named part. Rejects when newer snapshots have taken its place: read the meta again. */
  part(meta: SnapshotMeta, name: string): Promise<readonly string[]>;
}

export interface DeskStore {
  putInventory(inventory: Inventory): Promise<void>;
  /** Null when that version is not kept (the newest ten are). */
  inventory(version: string): Promise<Inventory | null>;
  currentInventory(): Promise<Inventory | null>;
  /** Makes a stored version the current one for collectors. */
  setCurrent(version: string): Promise<void>;
  putLayout(layout: Layout): Promise<void>;
  layout(version: string): Promise<Layout | null>;
  putLearned(learned: Learned): Promise<void>;
  /** Null when that version is not kept (the newest ten are). */
  learned(version: string): Promise<Learned | null>;
  /** Which version is in force: small, so that it may be asked often. */
  currentLearned(): Promise<string | null>;
  setCurrentLearned(version: string): Promise<void>;
  /** Unregistered components by sender, as the engine knows them; collectors hold to it. */
  putRegistered(bySender: Readonly<Record<string, readonly string[]>>): Promise<void>;
  registered(): Promise<Readonly<Record<string, readonly string[]>>>;
}

export interface PulseChannel {
  /** False when the fence is no longer ours. */
  publish(fence: number, pulse: EnginePulse): Promise<boolean>;
  subscribe(onPulse: (pulse: EnginePulse) => void): Promise<() => Promise<void>>;
}

/** What relays tell each other, by id: the newest word replaces the one before it, and all are forgotten after a day without one. */
export interface Notes<Note> {
  note(byId: Readonly<Record<string, Note>>): Promise<void>;
  all(): Promise<Readonly<Record<string, Note>>>;
  forget(ids: readonly string[]): Promise<void>;
}

/** The store's clock and the agreed distance from it to desk time. */
export interface ClockSource {
  /** Store time in ms (fractional), read once, corrected by half the round trip. */
  time(): Promise<{ storeMs: number; roundTripMs: number }>;
  offset(): Promise<number | null>;
  putOffset(offsetMs: number): Promise<void>;
}

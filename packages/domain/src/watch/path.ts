import { portNames, type Entry, type PortName } from '@yagura/contract';

/** After this long without a watermark a collector is blind. */
export const pathBlindMs = 1500;
/** Sight that was lost returns only well within what loses it, lest a collector that lags makes a whole site flicker. */
const sightReturnsMs = 1000;
/** Canaries come each second; two missed and half a second for the third. */
export const canaryBlindMs = 2500;
/** The canary that was due before a deadline must have come, or the silence may be the port's own deafness. */
const canaryOverdueMs = 1250;

/** What a port heard of its own canary. */
export interface Ear {
  readonly at: number;
  /** Where the uncovered time of the path stood then: a canary cannot come while its collector stands still. */
  readonly uncovered: number;
  /** Whether any canary came in this life of the collector. */
  readonly heard: boolean;
  /** Time in all during which canaries were missing: nobody vouches for it on this port. */
  readonly deaf: number;
}

/** What one collector vouches for. Replaced, never changed. */
export interface PathState {
  readonly collector: string;
  readonly epoch: string;
  readonly n: number;
  /** It heard everything until here … */
  readonly until: number;
  /** … by its own clock until here: only by that can one of its entries follow another without a gap … */
  readonly toldUntil: number;
  /** … except for so much in all: deadlines of what it hears move by what was added since. */
  readonly uncovered: number;
  readonly startedAt: number;
  readonly startedUncovered: number;
  readonly ears: Readonly<Partial<Record<PortName, Ear>>>;
  readonly blind: boolean;
  /** How far it had vouched when it was lost; what it tells late does not move this. */
  readonly lostAt: number | null;
  readonly lostEntries: number;
  /** Its lives before this one, newest last: what they kept on disk may be told when they are over. */
  readonly former: readonly FormerLife[];
}

interface FormerLife {
  readonly epoch: string;
  readonly n: number;
  readonly uncovered: number;
}

const livesRemembered = 8;

export type PathStep =
  | { readonly kind: 'repeated' }
  | { readonly kind: 'advanced'; readonly path: PathState; readonly uncoveredBeforeBeats: number };

/**
 * Takes an entry's coverage, no further than `latest`. An entry told twice counts once; one of a former life brings its beats
 * but vouches for nothing any more.
 */
export function advancePath(path: PathState | undefined, entry: Entry, latest: number): PathStep {
  if (!path) return firstEntry(entry, latest);
  const sameEpoch = path.epoch === entry.epoch;
  if (sameEpoch && entry.n <= path.n) return { kind: 'repeated' };
  const former = path.former.find(({ epoch }) => epoch === entry.epoch);
  if (former) return tellFormer(path, former, entry);
  const from = Math.min(entry.covers.from, latest);
  const gap = sameEpoch ? entry.covers.from - path.toldUntil : from - path.until;
  const uncoveredBeforeBeats = path.uncovered + Math.max(0, gap);
  const begun: PathState = sameEpoch ? path : beginEpoch(path, entry.epoch, from, uncoveredBeforeBeats);
  const uncovered = uncoveredBeforeBeats + entry.covers.paused;
  return {
    kind: 'advanced',
    uncoveredBeforeBeats,
    path: {
      ...begun,
      n: entry.n,
      until: Math.max(path.until, Math.min(entry.covers.until, latest)),
      toldUntil: entry.covers.until,
      uncovered,
      ears: earsAfter(begun, entry, uncovered, latest),
      lostEntries: path.lostEntries + (sameEpoch ? entry.n - path.n - 1 : 0),
    },
  };
}

function firstEntry(entry: Entry, latest: number): PathStep {
  const startedAt = Math.min(entry.covers.from, latest);
  const path: PathState = {
    collector: entry.collector,
    epoch: entry.epoch,
    n: entry.n,
    until: Math.min(entry.covers.until, latest),
    toldUntil: entry.covers.until,
    uncovered: entry.covers.paused,
    startedAt,
    startedUncovered: 0,
    ears: {},
    blind: false,
    lostAt: null,
    lostEntries: 0,
    former: [],
  };
  const ears = earsAfter(path, entry, path.uncovered, latest);
  return { kind: 'advanced', uncoveredBeforeBeats: 0, path: { ...path, ears } };
}

function tellFormer(path: PathState, life: FormerLife, entry: Entry): PathStep {
  if (entry.n <= life.n) return { kind: 'repeated' };
  const former = path.former.map((known) => (known === life ? { ...life, n: entry.n } : known));
  return { kind: 'advanced', path: { ...path, former }, uncoveredBeforeBeats: life.uncovered };
}

/** A collector that started anew has heard no canary yet; what its ports missed in its life before stays missed. */
function beginEpoch(path: PathState, epoch: string, startedAt: number, uncovered: number): PathState {
  const ears: Partial<Record<PortName, Ear>> = {};
  for (const port of portNames) {
    const { deaf } = earOf(path, port);
    const missed = deaf + sinceCanary(path, port, path.until, path.uncovered);
    ears[port] = { at: startedAt, uncovered, heard: false, deaf: missed };
  }
  const over: FormerLife = { epoch: path.epoch, n: path.n, uncovered: path.uncovered };
  const former = [...path.former, over].slice(-livesRemembered);
  return { ...path, epoch, startedAt, startedUncovered: uncovered, ears, former };
}

function earsAfter(path: PathState, entry: Entry, uncovered: number, latest: number): PathState['ears'] {
  let ears = path.ears;
  for (const port of portNames) {
    const before = earOf(path, port);
    const at = Math.min(entry.canary[port] ?? 0, latest);
    if (at <= before.at) continue;
    const deaf = before.deaf + missedUntil(path, port, at, uncovered);
    ears = { ...ears, [port]: { at, uncovered, heard: true, deaf } };
  }
  return ears;
}

/** Between two canaries that came in time the port heard; before the first and after the last of a life nobody knows. */
function missedUntil(path: PathState, port: PortName, at: number, uncovered: number): number {
  const missing = sinceCanary(path, port, at, uncovered);
  return missing > canaryOverdueMs || !earOf(path, port).heard ? missing : 0;
}

function sinceCanary(path: PathState, port: PortName, at: number, uncovered: number): number {
  const ear = earOf(path, port);
  return Math.max(0, at - ear.at - (uncovered - ear.uncovered));
}

function earOf(path: PathState, port: PortName): Ear {
  return path.ears[port] ?? { at: path.startedAt, uncovered: path.startedUncovered, heard: false, deaf: 0 };
}

/** Everything that was not vouched for on this port, since the path is known. Only differences of it mean anything. */
export function uncoveredOn(path: PathState, port: PortName): number {
  return path.uncovered + earOf(path, port).deaf;
}

/** Evidence from long ago brings no sight back: only a watermark that is near enough to now. */
export function isNear(path: PathState, now: number): boolean {
  return now < path.until + sightReturnsMs;
}

export function canaryAt(path: PathState, port: PortName): number {
  return earOf(path, port).at;
}

/** Until when the port's own canary vouches for it; beyond this it may be deaf however lively its collector is. */
export function canaryGoodUntil(path: PathState, port: PortName): number {
  return vouchedUntil(path, port) + canaryBlindMs;
}

/** Whether silence on this port may already be believed, or its canary is missing as well. */
export function portHears(path: PathState, port: PortName): boolean {
  return path.until <= vouchedUntil(path, port) + canaryOverdueMs;
}

function vouchedUntil(path: PathState, port: PortName): number {
  const ear = earOf(path, port);
  return ear.at + Math.max(0, path.uncovered - ear.uncovered);
}

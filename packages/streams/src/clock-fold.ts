/**
 * Desk time: the store's clock plus an agreed offset, read once, then carried by the monotonic clock and only nudged.
 * A pure fold of samples; the timer and the store are elsewhere.
 */
export interface ClockSample {
  /** Our monotonic clock when the answer was there. */
  readonly monotonic: number;
  /** The store's clock at that same moment, as far as can be known: half a round trip either way. */
  readonly storeMs: number;
  readonly roundTripMs: number;
  /** The agreed distance from the store's clock to desk time, as stored; null when nobody stored one. */
  readonly offset: number | null;
  readonly leader: boolean;
}

export interface ClockFinding {
  readonly code: 'clock-stepped';
  /** Positive: the store's clock is ahead of where desk time says it should be. */
  readonly byMs: number;
  readonly since: number;
}

interface Disagreement {
  readonly byMs: number;
  /** Monotonic instant since which it has had this size. */
  readonly steadySince: number;
}

export interface ClockState {
  readonly synced: boolean;
  /** Desk time at `monotonic`, from where it is carried on. */
  readonly desk: number;
  readonly monotonic: number;
  /** What remains to be slewed. */
  readonly correction: number;
  readonly deskMinusStore: number;
  readonly disagreement: Disagreement | null;
  readonly finding: ClockFinding | null;
  /** Monotonic instant since which all has been well again. */
  readonly agreedSince: number | null;
  /** Where a predecessor ended: desk time never lies before it. */
  readonly least: number;
}

export const slewLimit = 500e-6;
export const stepMs = 250;
const steadyForMs = 10_000;
/** A finding outlives its cause by so much, so that a step which the leader has settled is still seen by people. */
const findingKeptMs = 60_000;
/** Two sizes of a step that differ by less are the same step. */
const steadyWithinMs = 50;

/** Before the store was ever read: by the wall clock and what we last knew of its distance to desk time. */
export function unsyncedClock(desk: number, monotonic: number): ClockState {
  return {
    synced: false,
    desk,
    monotonic,
    correction: 0,
    deskMinusStore: 0,
    disagreement: null,
    finding: null,
    agreedSince: null,
    least: -Infinity,
  };
}

/** However long no sample comes, never more than the known disagreement is corrected. */
export function deskTimeAt(state: ClockState, monotonic: number): number {
  const elapsed = Math.max(0, monotonic - state.monotonic);
  const most = elapsed * slewLimit;
  return state.desk + elapsed + Math.max(-most, Math.min(most, state.correction));
}

/** What half the round trip may explain is no disagreement. */
function beyondDoubt(differenceMs: number, roundTripMs: number): number {
  const certain = Math.max(0, Math.abs(differenceMs) - roundTripMs / 2);
  return Math.sign(differenceMs) * certain;
}

function disagreementOf(before: Disagreement | null, byMs: number, monotonic: number): Disagreement | null {
  if (Math.abs(byMs) < stepMs) return null;
  const same = before !== null && Math.abs(byMs - before.byMs) < steadyWithinMs;
  return same ? before : { byMs, steadySince: monotonic };
}

function findingOf(state: ClockState, disagreement: Disagreement | null, desk: number, agreedForMs: number) {
  if (disagreement !== null) {
    const since = state.finding?.since ?? Math.floor(desk);
    return { code: 'clock-stepped', byMs: Math.round(disagreement.byMs), since } as const;
  }
  return agreedForMs >= findingKeptMs ? null : state.finding;
}

function firstSample(state: ClockState, sample: ClockSample): ClockState {
  const desk = Math.max(sample.storeMs + (sample.offset ?? 0), state.least);
  return {
    ...state,
    synced: true,
    desk,
    monotonic: sample.monotonic,
    correction: 0,
    deskMinusStore: desk - sample.storeMs,
    agreedSince: sample.monotonic,
  };
}

interface ClockStep {
  readonly state: ClockState;
  /** The leader has to store this offset, so that whoever comes after it continues this desk time. */
  readonly store: number | null;
}

export function foldClock(before: ClockState, sample: ClockSample): ClockStep {
  if (!before.synced) return { state: firstSample(before, sample), store: null };
  const { monotonic, storeMs, roundTripMs, leader } = sample;
  const desk = deskTimeAt(before, monotonic);
  const byMs = beyondDoubt(storeMs + (sample.offset ?? 0) - desk, roundTripMs);
  const disagreement = disagreementOf(before.disagreement, byMs, monotonic);
  const agreedSince = disagreement === null ? (before.agreedSince ?? monotonic) : null;
  const agreedForMs = agreedSince === null ? 0 : monotonic - agreedSince;
  const steady = disagreement !== null && monotonic - disagreement.steadySince >= steadyForMs;
  const deskMinusStore = desk - storeMs;
  return {
    state: {
      ...before,
      desk,
      monotonic,
      correction: disagreement === null ? byMs : 0,
      deskMinusStore,
      disagreement,
      finding: findingOf(before, disagreement, desk, agreedForMs),
      agreedSince,
    },
    store: leader && steady ? deskMinusStore : null,
  };
}

/** A successor goes on no earlier than where its predecessor ended; the store's clock is then the one that stepped. */
export function notBefore(state: ClockState, instant: number, monotonic: number): ClockState {
  const desk = deskTimeAt(state, monotonic);
  const least = Math.max(state.least, instant);
  if (desk >= instant) return { ...state, least };
  const deskMinusStore = state.deskMinusStore + (instant - desk);
  return { ...state, least, desk: instant, monotonic, correction: 0, deskMinusStore };
}

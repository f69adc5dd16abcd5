import type { Board, Pulse, Status } from '@yagura/contract';
import type { Cover } from '../cover/cover-of.ts';
import { unknownClock, type DeskClock } from './clocks.ts';
import type { Counts } from './display.ts';
import type { Evidence } from './evidence.ts';
import type { FirstSeen, Marks } from './marks.ts';
import { noFigures, type TwoSeconds } from './two-seconds.ts';
import type { Reading } from './overslept.ts';

/** What the wall knows and may claim. Everything below `board` is worked out from what is above it, see `settle.ts`. */
export interface DeskState {
  readonly phase: 'connecting' | 'updating' | 'board';
  readonly startedAt: Reading;
  /** The wall that the relay served when this page began. */
  readonly build: string | null;
  readonly clock: DeskClock;
  readonly reading: Reading;
  /** Since when the two clocks of the page are compared; within the last minute. */
  readonly agreedAt: Reading;
  readonly heardAt: number;
  readonly unlinkedAt: number | null;
  /** A frame did not begin where the board ends; until a snapshot comes, nothing newer is believed. */
  readonly gap: boolean;
  readonly sleptSince: number | null;
  /** Monotonic: when the last sleep was noticed. */
  readonly noticedAt: number;
  /** Frames received, for the dot that beats. */
  readonly frames: number;
  readonly frameDelayMs: number;
  /** The screen saw nothing for a while; what turns out to have changed meanwhile is marked as such. */
  readonly wasBlind: boolean;

  readonly board: Board | null;
  readonly evidence: Evidence;
  readonly pulse: Pulse | null;
  readonly pulseAt: number;
  readonly judgedAt: number;
  readonly marks: Marks;
  readonly firstSeen: FirstSeen;
  /** Lines of the strip that came while this screen was blind. */
  readonly unseen: ReadonlySet<string>;

  /** Whole seconds of desk time. */
  readonly second: number;
  readonly cover: Cover | null;
  /** What each tile claims now. */
  readonly shown: readonly Status[];
  /** The statuses `shown` was worked out from. */
  readonly shownFrom: readonly Status[];
  /** What words and numbers are told from: the same, but held still under a cover. */
  readonly told: readonly Status[];
  readonly toldSecond: number;
  readonly counts: Counts;
  /** The figures of the tiles: a number that changes every second cannot be read. */
  readonly figures: TwoSeconds;
  readonly oldestMs: number | null;
  readonly blinking: ReadonlySet<string>;
  /** What was told when the relay was last heard: what an offline screen goes back to and strikes out. */
  readonly lastHeard: Pick<DeskState, 'heardAt' | 'told' | 'toldSecond' | 'counts'> | null;
}

const nobody: ReadonlySet<string> = new Set();

export function initialState(reading: Reading): DeskState {
  return {
    phase: 'connecting',
    startedAt: reading,
    build: null,
    clock: unknownClock,
    reading,
    agreedAt: reading,
    heardAt: reading.monotonic,
    unlinkedAt: reading.monotonic,
    gap: false,
    sleptSince: null,
    noticedAt: -Infinity,
    frames: 0,
    frameDelayMs: 0,
    wasBlind: false,
    board: null,
    evidence: [],
    pulse: null,
    pulseAt: 0,
    judgedAt: 0,
    marks: new Map(),
    firstSeen: new Map(),
    unseen: nobody,
    second: Math.floor(reading.calendar / 1000),
    cover: null,
    shown: [],
    shownFrom: [],
    told: [],
    toldSecond: 0,
    counts: { down: 0, 'no-sight': 0, degraded: 0, planned: 0, closed: 0, ok: 0 },
    figures: noFigures,
    oldestMs: null,
    blinking: nobody,
    lastHeard: null,
  };
}

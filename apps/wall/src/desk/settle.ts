import { coverOf, sameCover, type Cover } from '../cover/cover-of.ts';
import { deskTimeAt } from './clocks.ts';
import { countByHealth, oldestEvidenceMs, sameCounts, shownStatuses } from './display.ts';
import { blinkingIds, withoutOldMarks } from './marks.ts';
import type { DeskState } from './state.ts';
import { figuresAt } from './two-seconds.ts';

/** Desk time now; until a relay has told it, this machine's own clock is the best there is. */
export function deskNowOf(state: DeskState): number {
  return deskTimeAt(state.clock, state.reading.monotonic) ?? state.reading.calendar;
}

/** Works out what may be claimed at the state's own reading of the clocks. Runs after every event and every tick. */
export function settle(state: DeskState): DeskState {
  const deskNow = deskNowOf(state);
  const second = Math.floor(deskNow / 1000);
  if (state.board === null) return second === state.second ? state : { ...state, second };
  const cover = currentCover(state, deskNow);
  const shown = shownStatuses(
    {
      statuses: state.board.statuses,
      evidence: state.evidence,
      limits: state.board.limits,
      deskNow,
      coveredSince: cover?.since ?? null,
    },
    state.shown,
    state.shownFrom,
  );
  const next = { ...state, second, cover, shown, shownFrom: state.board.statuses };
  return cover ? holdStill(next) : { ...next, ...tell(next, deskNow) };
}

/** Under a cover nothing told moves on; what expired while no relay was heard was never told by anyone. */
function holdStill(state: DeskState): DeskState {
  const isNew = !state.wasBlind && state.cover?.kind === 'offline' && state.lastHeard !== null;
  const { told, toldSecond, counts } = isNew ? (state.lastHeard ?? state) : state;
  return { ...state, wasBlind: true, told, toldSecond, counts };
}

function currentCover(state: DeskState, deskNow: number): Cover | null {
  const { reading, heardAt, unlinkedAt, judgedAt, sleptSince, cover: before } = state;
  const cover = coverOf({ monotonic: reading.monotonic, deskNow, heardAt, unlinkedAt, judgedAt, sleptSince });
  return sameCover(cover, before) ? before : cover;
}

type Told = Pick<
  DeskState,
  'told' | 'toldSecond' | 'counts' | 'figures' | 'oldestMs' | 'marks' | 'blinking' | 'lastHeard'
>;

function tell(state: DeskState, deskNow: number): Partial<Told> {
  const { board, shown } = state;
  if (board === null) return {};
  const fresh = shown === state.told ? state.counts : countByHealth(board.layout, shown);
  const counts = sameCounts(fresh, state.counts) ? state.counts : fresh;
  const { heardAt, second, lastHeard } = state;
  const blinking = blinkingIds(board, state.firstSeen, deskNow);
  return {
    told: shown,
    toldSecond: state.second,
    counts,
    figures: figuresAt(state.figures, board, state.second),
    // A number that changes ten times a second cannot be read.
    oldestMs: state.second === state.toldSecond ? state.oldestMs : oldestEvidenceMs(shown, state.evidence, deskNow),
    marks: withoutOldMarks(state.marks, deskNow),
    lastHeard: heardAt === lastHeard?.heardAt ? lastHeard : { heardAt, told: shown, toldSecond: second, counts },
    blinking: blinking.size === 0 && state.blinking.size === 0 ? state.blinking : blinking,
  };
}

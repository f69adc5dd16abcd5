import type { DeskState } from '../desk/state.ts';

const firstMinute = 3 * 60;
/** Screens of one room do not go dark together. */
const minutesToChooseFrom = 120;
/** If it is not calm then, it is tried until so much later. */
const windowMinutes = 60;
const youngMs = 12 * 3_600_000;
const untouchedMs = 10 * 60_000;

export interface NightlyFacts {
  /** Minute of the day by the clock of its room. */
  readonly minute: number;
  /** The one of this page, see `quietMinute`. */
  readonly ownMinute: number;
  readonly runsForMs: number;
  readonly calm: boolean;
  /** Since somebody pressed a key or a button. */
  readonly untouchedForMs: number;
}

/** `drawn`: from 0 to below 1, by chance. */
export function quietMinute(drawn: number): number {
  return firstMinute + Math.floor(drawn * minutesToChooseFrom);
}

/** Whether a page that has run for long begins anew now. One that is young never does, so it cannot loop. */
export function isDueNightly({ minute, ownMinute, runsForMs, calm, untouchedForMs }: NightlyFacts): boolean {
  const isItsHour = minute >= ownMinute && minute < ownMinute + windowMinutes;
  return isItsHour && runsForMs >= youngMs && calm && untouchedForMs >= untouchedMs;
}

/** Nothing calls, nothing is hidden, and there is a picture. */
export function isCalm({ board, cover }: Pick<DeskState, 'board' | 'cover'>): boolean {
  return board !== null && cover === null && board.alarms.every(({ muted }) => muted);
}

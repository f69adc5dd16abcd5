import type { MarketState, Phase } from '@yagura/contract';

export interface MarketWords {
  readonly id: string;
  readonly phase: Phase;
  /** `XLON open` */
  readonly name: string;
  /** `closes in 2 h 14`; null where nothing more is known. */
  readonly next: string | null;
}

const phaseWords: Readonly<Record<Phase, string>> = {
  'pre-open': 'pre-open',
  auction: 'auction',
  open: 'open',
  break: 'break',
  post: 'post',
  closed: 'closed',
  unknown: 'phases unknown',
};

const nextWords: Readonly<Record<Phase, string>> = {
  'pre-open': 'pre-open in',
  auction: 'auction in',
  open: 'opens in',
  break: 'break in',
  post: 'closes in',
  closed: 'closes in',
  unknown: 'calendar ends in',
};

/** Every market with what comes next, those that change next first. Between two answers of the relay the clock goes on. */
export function marketsLine(markets: readonly MarketState[], second: number): MarketWords[] {
  return markets
    .map((market) => movedOn(market, second))
    .toSorted((a, b) => (a.next?.at ?? Infinity) - (b.next?.at ?? Infinity) || (a.calendar < b.calendar ? -1 : 1))
    .map(({ calendar, phase, next }) => ({
      id: calendar,
      phase,
      name: `${calendar} ${phaseWords[phase]}`,
      next: next && `${nextWords[next.phase]} ${countdown(next.at / 1000 - second)}`,
    }));
}

/** A phase whose end has come is over, also where the next answer is still on its way. */
function movedOn(market: MarketState, second: number): MarketState {
  const { next } = market;
  return next && next.at <= second * 1000 ? { ...market, phase: next.phase, since: next.at, next: null } : market;
}

/** Rounded up, so that it reaches nothing at the instant itself. */
export function countdown(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.ceil(seconds))} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} d`;
}

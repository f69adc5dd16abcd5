import type { MarketState, Phase } from '@yagura/contract';

export interface MarketWords {
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

/** Every market with what comes next, those that change next first, and as one those that go together. Between two answers of the relay the clock goes on. */
export function marketsLine(markets: readonly MarketState[], second: number): MarketWords[] {
  const ordered = markets
    .map((market) => movedOn(market, second))
    .toSorted((a, b) => (a.next?.at ?? Infinity) - (b.next?.at ?? Infinity) || (a.calendar < b.calendar ? -1 : 1));
  return together(ordered).map(([first, ...others]) => {
    const { phase, next } = first;
    const names = [first, ...others].map(({ calendar }) => calendar);
    const said =
      names.length > mostNames
        ? `${names.slice(0, mostNames - 1).join(' ')} + ${names.length - mostNames + 1}`
        : names.join(' ');
    return {
      phase,
      name: `${said} ${phaseWords[phase]}`,
      next: next && `${nextWords[next.phase]} ${countdown(next.at / 1000 - second)}`,
    };
  });
}

const mostNames = 3;
type Group = [MarketState, ...MarketState[]];

/** Markets in the same phase that change at the same instant to the same one; each stands where the first of them does. */
function together(ordered: readonly MarketState[]): Group[] {
  const groups = new Map<string, Group>();
  for (const market of ordered) {
    const key = `${market.phase} ${market.next?.at} ${market.next?.phase}`;
    const group = groups.get(key);
    if (group) group.push(market);
    else groups.set(key, [market]);
  }
  return [...groups.values()];
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

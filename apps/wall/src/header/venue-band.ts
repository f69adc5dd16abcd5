import type { MarketState, Phase } from '@yagura/contract';

export interface VenueTile {
  readonly calendar: string;
  readonly phase: Phase;
  readonly phaseWord: string;
  /** `closes` in `2 h 14`; null where nothing more is known. */
  readonly next: { readonly words: string; readonly left: string } | null;
  /** It changes within a quarter of an hour. */
  readonly soon: boolean;
}

export interface VenueBand {
  readonly tiles: readonly VenueTile[];
  /** `31 more: 2 open`, `31 more closed`; null where each has its tile. */
  readonly rest: string | null;
}

const soonSeconds = 900;

const phaseWords: Readonly<Record<Phase, string>> = {
  'pre-open': 'pre-open',
  auction: 'auction',
  open: 'open',
  break: 'break',
  post: 'post',
  closed: 'closed',
  unknown: 'unknown',
};

const nextWords: Readonly<Record<Phase, string>> = {
  'pre-open': 'pre-open',
  auction: 'auction',
  open: 'opens',
  break: 'break',
  post: 'closes',
  closed: 'closes',
  unknown: 'calendar ends',
};

/** Each market at its place, which is the relay's: following the sun. Where there is no room for all, those that change last are counted. */
export function venueBand(markets: readonly MarketState[], second: number, room: number, kinds = 2): VenueBand {
  const now = markets.map((market) => movedOn(market, second));
  if (now.length <= room) return { tiles: now.map((market) => tileOf(market, second)), rest: null };
  const first = new Set(now.toSorted(byNextChange).slice(0, Math.max(0, room - 1)));
  return {
    tiles: now.filter((market) => first.has(market)).map((market) => tileOf(market, second)),
    rest: restText(
      now.filter((market) => !first.has(market)),
      kinds,
    ),
  };
}

function byNextChange(a: MarketState, b: MarketState): number {
  return (a.next?.at ?? Infinity) - (b.next?.at ?? Infinity) || (a.calendar < b.calendar ? -1 : 1);
}

/** A phase whose end has come is over, also where the next answer is still on its way. */
function movedOn(market: MarketState, second: number): MarketState {
  const { next } = market;
  return next && next.at <= second * 1000 ? { ...market, phase: next.phase, since: next.at, next: null } : market;
}

function tileOf({ calendar, phase, next }: MarketState, second: number): VenueTile {
  const left = next === null ? null : next.at / 1000 - second;
  return {
    calendar,
    phase,
    phaseWord: phaseWords[phase],
    next: next && left !== null ? { words: nextWords[next.phase], left: roughCountdown(left) } : null,
    soon: left !== null && left <= soonSeconds,
  };
}

function restText(markets: readonly MarketState[], kinds: number): string {
  const counts = new Map<Phase, number>();
  for (const { phase } of markets) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  counts.delete('closed');
  if (counts.size === 0) return `${markets.length} more closed`;
  const words = [...counts].map(([phase, count]) => `${count} ${phaseWords[phase]}`);
  return `${markets.length} more: ${words.slice(0, kinds).join(', ')}`;
}

/** As `countdown`; from ten hours on minutes tell nobody anything. */
function roughCountdown(seconds: number): string {
  const hours = Math.ceil(seconds / 3600);
  return seconds >= 36_000 && hours < 48 ? `${hours} h` : countdown(seconds);
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

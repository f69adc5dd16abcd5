import type { BoardComponent, Health, Status } from '@yagura/contract';
import { explain, healthRank, healthWords } from '@yagura/domain';
import { ageText, spokenAge } from './age.ts';
import { briefReason, type Clock } from './brief-reason.ts';
import type { Belonging } from './tile-marks.ts';

export function isAbnormal(health: Health): boolean {
  return health === 'down' || health === 'no-sight' || health === 'degraded';
}

/** `DOWN 42 s` */
export function stateText(status: Status, second: number): string {
  return `${healthWords[status.health]} ${ageText(second - status.since / 1000)}`;
}

/** What a closed tile says quietly: `opens 08:00`; where that has no room, only when. */
export function closedText({ reasons }: Status, clock: Clock, wide: boolean): string {
  for (const reason of reasons) {
    if (reason.code !== 'session-closed' && reason.code !== 'quiet') continue;
    const at = reason.code === 'quiet' ? reason.until : reason.opensAt;
    return wide || at === null ? briefReason(reason, clock) : shortest(clock(at));
  }
  return healthWords.closed;
}

/** Of another day its name is enough: `Mon 08:00` would be cut. */
function shortest(clock: string): string {
  return clock.split(' ')[0] ?? clock;
}

/** Everything that fired, in plain sentences. */
export function whyText(status: Status): string {
  return status.reasons.map(explain).join(' ');
}

const flagWords = {
  slow: 'slow',
  recovering: 'recovering',
  flapping: 'flapping',
  restarting: 'restarting',
  disagreeing: 'disagreeing',
  'late-evidence': 'late evidence',
  muted: 'muted',
} as const;

/** What no reason says already. */
const besideReasons = { slow: 'slow', disagreeing: 'disagreeing', 'late-evidence': 'late evidence' } as const;

/** Why it is so in a few words each, and what else is worth one. */
export function briefText({ reasons, flags }: Status, clock: Clock): string {
  // That it flaps is said beside its sign.
  const brief = reasons.map((reason) => (reason.code === 'flapping' ? '' : briefReason(reason, clock)));
  const more = flags.map((flag) => (flag in besideReasons ? besideReasons[flag as keyof typeof besideReasons] : ''));
  return [...brief, ...more].filter((word) => word !== '').join(', ');
}

/** What is worth a word besides the state. */
export function flagText(status: Status): string | null {
  const words = status.flags.flatMap((flag) => (flag in flagWords ? [flagWords[flag as keyof typeof flagWords]] : []));
  return words.length === 0 ? null : words.join(', ');
}

const unknown: Belonging = { takenBy: null, under: null };

/** For those who hear the wall instead of seeing it: what, how, since when, why, who has it, and every mark. */
export function spokenTile(component: BoardComponent, status: Status, second: number, belonging = unknown): string {
  const name = component.unregistered ? `${component.id}, unregistered` : component.name;
  const word = healthWords[status.health].toLowerCase();
  const marks = spokenFlags(status, belonging);
  const under = status.health === 'planned' && status.condition !== 'ok' ? `, underneath ${conditionWord(status)}` : '';
  if (!isAbnormal(status.health)) return [`${name}, ${word}${under}`, ...marks].join(', ');
  const why = `because: ${whyText(status)}`;
  return [`${name}, ${word} for ${spokenAge(second - status.since / 1000)}`, ...marks, why].join(', ');
}

function conditionWord({ condition }: Status): string {
  return healthWords[condition].toLowerCase();
}

/** Of what an unregistered one is its name speaks already. */
function spokenFlags({ flags }: Status, { takenBy, under }: Belonging): string[] {
  return flags.flatMap((flag) => {
    if (flag === 'unregistered') return [];
    if (flag === 'taken') return takenBy === null ? flag : `taken by ${takenBy}`;
    if (flag === 'grouped') return under === null ? flag : `grouped under ${under}`;
    return flag === 'late-evidence' ? 'late evidence' : flag;
  });
}

export interface Ranked {
  readonly index: number;
  readonly status: Status;
}

/** Worst first, then the longest; the place decides between equals, so that nothing swaps without a cause. */
export function byAttention(a: Ranked, b: Ranked): number {
  return (
    healthRank(a.status.health) - healthRank(b.status.health) || a.status.since - b.status.since || a.index - b.index
  );
}

export function rankedOf(indexes: readonly number[], statuses: readonly (Status | undefined)[]): Ranked[] {
  return indexes.flatMap((index, place) => {
    const status = statuses[place];
    return status ? [{ index, status }] : [];
  });
}

/** What a cell must name, worst first; planned work only where it takes nobody's place. */
export function namedMembers(members: readonly number[], statuses: readonly Status[], room: number): Ranked[] {
  const ranked = members
    .flatMap((index) => {
      const status = statuses[index];
      return status ? [{ index, status }] : [];
    })
    .toSorted(byAttention);
  const abnormal = ranked.filter(({ status }) => isAbnormal(status.health));
  const planned = ranked.filter(({ status }) => status.health === 'planned');
  return abnormal.length + planned.length <= room ? [...abnormal, ...planned] : abnormal;
}

export interface Together {
  readonly worst: Health;
  readonly counts: readonly { readonly health: Health; readonly count: number }[];
  /** Ids of the three worst. */
  readonly names: readonly string[];
  readonly more: number;
  readonly since: number;
}

/** Many told as one: the worst state, counts by state, three names, and how many more. */
export function together(ranked: readonly Ranked[], idOf: (index: number) => string): Together | null {
  const [first] = ranked;
  if (!first) return null;
  const counts = new Map<Health, number>();
  for (const { status } of ranked) counts.set(status.health, (counts.get(status.health) ?? 0) + 1);
  const names = ranked.slice(0, 3).map(({ index }) => idOf(index));
  const worst = first.status.health;
  return {
    worst,
    counts: [...counts].map(([health, count]) => ({ health, count })),
    names,
    more: ranked.length - names.length,
    since: Math.min(...ranked.filter((each) => each.status.health === worst).map((each) => each.status.since)),
  };
}

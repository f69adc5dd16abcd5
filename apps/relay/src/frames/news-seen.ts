import { healths, type Alarm, type Board, type BoardComponent, type BoardNews } from '@yagura/contract';

/** Findings that say of the monitor itself what everybody who looks at it needs to know, and name nothing else. */
const aboutEverybody = new Set(['clock-stepped', 'history-behind', 'journal-full']);

/** Whether what stands at this site and is owned like this is seen. */
export type Includes = (component: Pick<BoardComponent, 'site' | 'owner'>) => boolean;

interface Seen {
  readonly board: Board;
  readonly indexes: Indexes;
  readonly sites: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string | null>;
}

/** Every kind of news; null for one that is not told now. A new kind without an answer here does not compile. */
type Told = { readonly [Kind in keyof Required<BoardNews>]: Required<BoardNews>[Kind] | null };

/**
 * The part of the news that a scope sees. Lines of the strip and openings count and name whatever happened anywhere,
 * so a narrower scope is told none.
 */
export function newsSeen(
  { alarms, strip, findings, collectors, openings, incidents, waivers, markets }: Omit<BoardNews, 'rate'>,
  board: Board,
  includes: Includes,
): BoardNews {
  const seen = visibleParts(board, includes);
  const told: Told = {
    alarms: alarms?.flatMap((alarm) => alarmSeen(alarm, seen) ?? []) ?? null,
    strip: strip ? [] : null,
    findings: findings?.filter(({ code }) => aboutEverybody.has(code)) ?? null,
    collectors: collectors?.filter(({ site }) => seen.sites.has(site)) ?? null,
    openings: openings ? [] : null,
    // It counts whatever happened anywhere, and that it changed would tell that something did.
    rate: null,
    // Their numbers count those of everybody.
    incidents: incidents ? [] : null,
    // A mute or a plan is told whole or not at all.
    waivers: waivers?.filter(({ places }) => places?.every(includes) ?? false) ?? null,
    markets: markets?.filter(({ calendar }) => seen.calendars.has(calendar)) ?? null,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as BoardNews; // of its own keys
}

type Indexes = ReadonlyMap<string, number>;

function visibleParts(board: Board, includes: Includes): Seen {
  const indexes = new Map<string, number>();
  const [sites, calendars] = [new Set<string>(), new Set<string | null>()];
  for (const [index, component] of board.layout.components.entries()) {
    if (!includes(component)) continue;
    indexes.set(component.id, index);
    sites.add(component.site);
    calendars.add(component.calendar);
  }
  return { board, indexes, sites, calendars };
}

/** An alarm whose every part is visible is told as it is, one that is partly visible by its visible members alone. */
function alarmSeen(alarm: Alarm, seen: Seen): Alarm | null {
  const { indexes } = seen;
  const members = alarm.members.filter((id) => indexes.has(id));
  const [first] = members;
  if (first === undefined) return null;
  const rootIsSeen = alarm.root.kind === 'component' && indexes.has(alarm.root.id);
  const isWhole = rootIsSeen && members.length === alarm.memberCount && alarm.via.every((id) => indexes.has(id));
  return isWhole ? alarm : partOf(alarm, [first, ...members.slice(1)], seen);
}

function partOf(
  { priority, occurrence, muted }: Alarm,
  members: readonly [string, ...string[]],
  { board, indexes }: Seen,
): Alarm {
  const [first, ...others] = members;
  const statuses = members.flatMap((id) => board.statuses[indexes.get(id) ?? -1] ?? []);
  const component = board.layout.components[indexes.get(first) ?? -1];
  return {
    id: `component:${first}@${occurrence}`,
    root: { kind: 'component', id: first },
    priority,
    health: healths.find((health) => statuses.some((status) => status.health === health)) ?? 'no-sight',
    title: component?.name ?? first,
    sentence: others.length === 0 ? 'It needs somebody.' : `It and ${others.length} more need somebody.`,
    site: component?.site ?? null,
    since: Math.min(board.at, ...statuses.map(({ since }) => since)),
    occurrence,
    muted,
    via: [],
    members: [...members],
    memberCount: members.length,
  };
}

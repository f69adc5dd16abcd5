import { healths, type Alarm, type Board, type BoardComponent, type BoardNews } from '@yagura/contract';

/** Findings that say of the monitor itself what everybody who looks at it needs to know, and name nothing else. */
const aboutEverybody = new Set(['clock-stepped', 'history-behind', 'journal-full']);

/**
 * The part of the news that a scope sees. Lines of the strip and openings count and name whatever happened anywhere,
 * so a narrower scope is told none.
 */
export function newsSeen(
  { alarms, strip, findings, collectors, openings, incidents, markets }: BoardNews,
  board: Board,
  includes: (component: BoardComponent) => boolean,
): BoardNews {
  const seen = visibleParts(board, includes);
  return {
    ...(alarms && { alarms: alarms.flatMap((alarm) => alarmSeen(alarm, board, seen.indexes) ?? []) }),
    ...(strip && { strip: [] }),
    ...(findings && { findings: findings.filter(({ code }) => aboutEverybody.has(code)) }),
    ...(collectors && { collectors: collectors.filter(({ site }) => seen.sites.has(site)) }),
    ...(openings && { openings: [] }),
    // Their numbers count those of everybody.
    ...(incidents && { incidents: [] }),
    ...(markets && { markets: markets.filter(({ calendar }) => seen.calendars.has(calendar)) }),
  };
}

type Indexes = ReadonlyMap<string, number>;

function visibleParts({ layout }: Board, includes: (component: BoardComponent) => boolean) {
  const indexes = new Map<string, number>();
  const [sites, calendars] = [new Set<string>(), new Set<string | null>()];
  for (const [index, component] of layout.components.entries()) {
    if (!includes(component)) continue;
    indexes.set(component.id, index);
    sites.add(component.site);
    calendars.add(component.calendar);
  }
  return { indexes: indexes as Indexes, sites, calendars };
}

/** An alarm whose every part is visible is told as it is, one that is partly visible by its visible members alone. */
function alarmSeen(alarm: Alarm, board: Board, indexes: Indexes): Alarm | null {
  const members = alarm.members.filter((id) => indexes.has(id));
  const [first] = members;
  if (first === undefined) return null;
  const rootIsSeen = alarm.root.kind === 'component' && indexes.has(alarm.root.id);
  const isWhole = rootIsSeen && members.length === alarm.memberCount && alarm.via.every((id) => indexes.has(id));
  return isWhole ? alarm : partOf(alarm, [first, ...members.slice(1)], board, indexes);
}

function partOf(
  { priority, occurrence }: Alarm,
  members: readonly [string, ...string[]],
  board: Board,
  indexes: Indexes,
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
    via: [],
    members: [...members],
    memberCount: members.length,
  };
}

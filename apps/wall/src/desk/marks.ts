import type { Alarm, Board, Status } from '@yagura/contract';

export const markedForMs = 600_000;
export const blinksForMs = 60_000;

/** That a tile changed: when we were told, and whether this screen was blind meanwhile. */
export interface Mark {
  readonly at: number;
  readonly whileBlind: boolean;
}
export type Marks = ReadonlyMap<string, Mark>;

/** Marks every change of health from one board to the next, by id, because a new layout moves indexes; what somebody has taken bears no mark. */
export function markChanges(marks: Marks, before: Board, after: Board, mark: Mark): Marks {
  const earlier = new Map(before.layout.components.map(({ id }, index) => [id, before.statuses[index]]));
  const changed: string[] = [];
  const taken = new Set<string>();
  for (const [index, { id }] of after.layout.components.entries()) {
    const from = earlier.get(id);
    const to = after.statuses[index];
    if (to?.flags.includes('taken')) taken.add(id);
    else if (from && to && from.health !== to.health && !isFirstSight(from, to) && !isPredicted(from, to))
      changed.push(id);
  }
  const kept = [...marks].filter(([id]) => !taken.has(id));
  if (changed.length === 0 && kept.length === marks.size) return marks;
  return new Map([...kept, ...changed.map((id) => [id, mark] as const)]);
}

/** Being heard for the first time is how a component arrives, not news about it. */
function isFirstSight(from: Status, to: Status): boolean {
  return to.health === 'ok' && from.reasons.some((reason) => reason.code === 'never-seen');
}

/** Work that begins was told before, and so was who is well when it is done, or when a market opens or closes. */
function isPredicted(from: Status, to: Status): boolean {
  return to.health === 'planned' || (isQuiet(from) && isQuiet(to));
}

function isQuiet({ health }: Status): boolean {
  return health === 'ok' || health === 'closed' || health === 'planned';
}

/** A screen that was just switched on marks what is wrong and recent: it has seen no change itself. */
export function firstMarks(board: Board, deskNow: number): Marks {
  const marks = new Map<string, Mark>();
  for (const [index, { id }] of board.layout.components.entries()) {
    const status = board.statuses[index];
    if (!status || !asksForSomebody(status) || deskNow - status.since >= markedForMs) continue;
    marks.set(id, { at: status.since, whileBlind: false });
  }
  return marks;
}

function asksForSomebody({ health, reasons, flags }: Status): boolean {
  const wrong = health === 'down' || health === 'no-sight' || health === 'degraded';
  return wrong && !flags.includes('taken') && !reasons.some((reason) => reason.code === 'never-seen');
}

export function withoutOldMarks(marks: Marks, deskNow: number): Marks {
  const kept = [...marks].filter(([, { at }]) => deskNow - at < markedForMs);
  return kept.length === marks.size ? marks : new Map(kept);
}

/** When this screen first saw each alarm call as P1; what was muted calls anew when that is over. */
export type FirstSeen = ReadonlyMap<string, number>;

export function noteFirstSeen(seen: FirstSeen, alarms: readonly Alarm[], at: (alarm: Alarm) => number): FirstSeen {
  const urgent = alarms.filter(({ priority, muted }) => priority === 1 && !muted);
  if (urgent.length === seen.size && urgent.every((alarm) => seen.has(alarm.id))) return seen;
  return new Map(urgent.map((alarm) => [alarm.id, seen.get(alarm.id) ?? at(alarm)]));
}

/** Ids of alarms and components whose border blinks now. What somebody has taken, or muted, calls for nobody. */
export function blinkingIds(
  { alarms, incidents }: Pick<Board, 'alarms' | 'incidents'>,
  seen: FirstSeen,
  deskNow: number,
): ReadonlySet<string> {
  const blinking = new Set<string>();
  const known = new Map(incidents.map((incident) => [incident.id, incident]));
  for (const alarm of alarms) {
    const first = seen.get(alarm.id);
    const { owner = null, calledAt = null } = known.get(alarm.id) ?? {};
    if (first === undefined || alarm.muted || owner !== null) continue;
    // Called for again it blinks again.
    if (deskNow - Math.max(first, calledAt ?? 0) >= blinksForMs) continue;
    blinking.add(alarm.id);
    for (const member of alarm.members) blinking.add(member);
  }
  return blinking;
}

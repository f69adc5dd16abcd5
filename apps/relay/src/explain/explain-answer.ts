import type { Alarm, BoardComponent, Change, ExplainAnswer, Inventory } from '@yagura/contract';
import { clearsOf, explain, secondsOf, standingOf, utcOf } from '@yagura/domain';
import type { LiveBoard } from '../board/live-board.ts';
import { isLive, statusNow } from '../http/answers.ts';
import { appliedRules, becauseOf, type Follows } from './rules.ts';

/** What was found of the past, or why nothing was. */
export type Past = { readonly changes: readonly Change[] } | { readonly absent: string };

/** Everything that this relay knows about why a component stands where it stands; null for an index that there is not. */
export function explainAnswer(live: LiveBoard, index: number, past: Past, now: number): ExplainAnswer | null {
  const { board, inventory } = live;
  const component = board.layout.components[index];
  const status = statusNow(board, index, now);
  if (!component || !status) return null;
  const rules = inventory?.ruleSets[component.ruleSet] ?? [];
  return {
    component: briefly(component),
    services: inventory?.services.filter(({ id }) => component.services.includes(id)) ?? [],
    at: board.at,
    saidAt: now,
    live: isLive(board, now),
    status,
    because: status.reasons.map((reason) => becauseOf(reason, status, rules)),
    clears: clearsOf(status, component.tier),
    rules: inventory && appliedRules(rules, followedBy(inventory, component.calendar), now),
    calendars: inventory && calendarsOf(inventory, component, now),
    group: board.alarms.find((alarm) => isAbout(alarm, component.id)) ?? null,
    lastChanges: 'absent' in past ? past : { changes: past.changes.map(pastChange) },
    evidence: evidenceOf(board.lastBeats[index] ?? null, board.limits[index] ?? 0, now),
  };
}

function briefly(component: BoardComponent): ExplainAnswer['component'] {
  const { id, name, kind, layer, site, venue, tier, environment, owner, runbook, unregistered } = component;
  return { id, name, kind, layer, site, venue, tier, environment, owner, runbook, unregistered };
}

/** A large alarm lists only its first members, so its root counts as one of them. */
function isAbout({ members, root }: Alarm, id: string): boolean {
  return members.includes(id) || (root.kind === 'component' && root.id === id);
}

function calendarOf(inventory: Inventory, id: string | null) {
  return id === null ? null : (inventory.calendars.find((calendar) => calendar.id === id) ?? null);
}

function followedBy(inventory: Inventory, id: string | null): Follows {
  return id === 'always' ? id : calendarOf(inventory, id);
}

function calendarsOf(
  inventory: Inventory,
  { calendar, runs }: BoardComponent,
  now: number,
): ExplainAnswer['calendars'] {
  const [follows, runsBy] = [calendarOf(inventory, calendar), calendarOf(inventory, runs)];
  return { follows: follows && standingOf(follows, now), runs: runsBy && standingOf(runsBy, now) };
}

function pastChange({ at, from, to, reasons }: Change) {
  return { at, from, to, text: reasons.map(explain).join(' ') };
}

function evidenceOf(lastBeatAt: number | null, limitMs: number, now: number): ExplainAnswer['evidence'] {
  if (lastBeatAt === null) return { lastBeatAt, ageMs: null, limitMs, text: 'Never heard here.' };
  const ageMs = Math.max(0, now - lastBeatAt);
  const text = `Last beat at ${utcOf(lastBeatAt)}, ${secondsOf(ageMs)} ago; the limit is ${secondsOf(limitMs)}.`;
  return { lastBeatAt, ageMs, limitMs, text };
}

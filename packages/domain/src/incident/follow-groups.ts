import { maxIncidentMembers, type Alarm, type Incident, type LogEntry } from '@yagura/contract';
import type { AnnouncementDraft, Apart } from '../desk/groups/grouping.ts';
import { healthRank } from '../health/rank.ts';
import { nameOf } from './act.ts';
import { closed } from './closed.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { retimed, startClock, stopClock } from './clocks.ts';
import { isUnwell } from './is-unwell.ts';
import { logged } from './log.ts';
import { openIncident } from './open.ts';
import { withoutOwner } from './take.ts';

/** What stands and what was said in one step of the desk. */
export interface GroupStep {
  readonly standing: readonly Alarm[];
  readonly told: readonly AnnouncementDraft[];
  /** Groups that stood before the memory was lost: of them nothing is known yet. */
  readonly awaited: readonly string[];
  /** Who was split off from what. */
  readonly apart: ReadonlyMap<string, Apart>;
}

/** Each group that stands has one incident, which follows it: opened, grown, worse, recovered, come back, gone on under another. */
export function followGroups(book: IncidentBook, { standing, told, awaited, apart }: GroupStep, now: number): void {
  for (const alarm of standing) followGroup(book, alarm, apart, now);
  const live = new Set([...standing.map(({ id }) => id), ...awaited]);
  for (const announcement of told) noteTold(book, announcement, now);
  const ends = new Map(told.map((announcement) => [announcement.group, announcement]));
  for (const incident of book.incidents.values())
    if (incident.source.kind === 'watch' && isUnwell(incident) && !live.has(incident.id))
      endGroup(book, incident, ends.get(incident.id), now);
}

function followGroup(book: IncidentBook, alarm: Alarm, apart: GroupStep['apart'], now: number): void {
  const known = book.incidents.get(alarm.id);
  const { title, sentence, health, priority, site } = alarm;
  const members = alarm.members.slice(0, maxIncidentMembers);
  const source = { kind: 'watch', group: alarm.id, root: alarm.root } as const;
  const seen = { source, title, sentence, health, site, members, memberCount: alarm.memberCount };
  const { muted } = alarm;
  if (known === undefined) {
    const from = alarm.root.kind === 'component' ? apart.get(alarm.root.id) : undefined;
    const begins = { ...seen, muted, priority, occurred: alarm.since, by: null, splitFrom: from?.from ?? null };
    const incident = openIncident(book, alarm.id, begins, now);
    if (incident !== null && from !== undefined) noteSplit(book, incident, from, now);
    return;
  }
  let incident = relapsed(withMute(known, muted, now), alarm, now);
  const worse =
    priority < incident.rulePriority || (incident.health !== null && healthRank(health) < healthRank(incident.health));
  const grew = alarm.memberCount > incident.memberCount;
  if (incident === known && !worse && !grew && stands(incident, alarm)) return;
  incident = { ...incident, ...seen, rulePriority: priority, priority: incident.override?.priority ?? priority };
  if (worse) incident = gotWorse(incident, now);
  else if (grew && !grewJustNow(incident, now))
    incident = logged(incident, { at: now, by: null, what: 'grew', text: sentence });
  else incident = { ...incident, revision: incident.revision + 1 };
  const isEased = !worse && incident.priority > known.priority;
  putIncident(book, isEased ? retimed(incident, now) : incident);
}

function noteSplit(book: IncidentBook, incident: Incident, { from, by }: Apart, now: number): void {
  const origin = book.incidents.get(from);
  const text = origin === undefined ? 'from another' : `from ${nameOf(origin)}`;
  putIncident(book, logged(incident, { at: now, by, what: 'split', text }));
}

/** What is muted calls for nobody; when that is over it does again, also where somebody had closed it. */
function withMute(incident: Incident, muted: boolean, now: number): Incident {
  if (incident.muted === muted) return incident;
  const what = muted ? 'muted' : 'unmuted';
  const told = logged({ ...incident, muted }, { at: now, by: null, what });
  if (muted) return stopClock(told, 'take', now);
  if (told.state === 'closed') return startClock(reopened(told), 'take', now);
  return told.state === 'open' || (told.owner === null && told.state === 'workaround')
    ? startClock(told, 'take', now)
    : told;
}

/** What fails together comes one by one: the first and what it has become are lines of its log, not each step. */
function grewJustNow({ log }: Incident, now: number): boolean {
  const last = log.findLast(({ what }) => growth.has(what));
  return last !== undefined && now - last.at < growsForMs;
}

const growth: ReadonlySet<LogEntry['what']> = new Set(['opened', 'relapsed', 'grew']);
const growsForMs = 10_000;

/** Its sentence counts seconds while it recovers: words alone are no change. */
function stands(incident: Incident, alarm: Alarm): boolean {
  return (
    incident.title === alarm.title &&
    incident.health === alarm.health &&
    incident.rulePriority === alarm.priority &&
    incident.memberCount === alarm.memberCount
  );
}

/** A relapse is a new occurrence on the same incident and is never hidden, whatever became of it meanwhile. */
function relapsed(incident: Incident, { occurrence, sentence }: Alarm, now: number): Incident {
  if (occurrence <= incident.occurrence) return incident;
  const times = { ...incident.times, recovered: null, resumed: null, closed: null };
  const state = incident.owner === null ? 'open' : 'taken';
  const again: Incident = { ...incident, occurrence, state, times, closed: null, mergedInto: null };
  const running = startClock(again, incident.owner === null ? 'take' : 'update', now);
  return logged(running, { at: now, by: null, what: 'relapsed', text: sentence });
}

function reopened(incident: Incident): Incident {
  return { ...incident, state: 'open', closed: null, times: { ...incident.times, closed: null } };
}

/** What its owner took is not what it has become. */
function gotWorse(incident: Incident, now: number): Incident {
  const text = incident.sentence;
  if (incident.state === 'closed') {
    return logged(startClock(reopened(incident), 'take', now), { at: now, by: null, what: 'grew', text });
  }
  if (incident.owner === null) return retimed(logged(incident, { at: now, by: null, what: 'grew', text }), now);
  return withoutOwner(incident, { at: now, by: null, what: 'dropped', text });
}

function noteTold(book: IncidentBook, { group, kind, pages, text }: AnnouncementDraft, now: number): void {
  const incident = book.incidents.get(group);
  if (incident !== undefined && kind === 'scope')
    return putIncident(book, logged(incident, { at: now, by: null, what: 'grew', text }));
  if (incident === undefined || incident.times.notified !== null || kind === 'recovered' || !pages) return;
  putIncident(book, {
    ...incident,
    revision: incident.revision + 1,
    times: { ...incident.times, notified: now },
  });
}

/** Its group stands no more: it recovered, goes on as part of another, or nothing is asked of it any more. */
function endGroup(book: IncidentBook, incident: Incident, told: AnnouncementDraft | undefined, now: number): void {
  const into = told?.into === undefined ? undefined : book.incidents.get(told.into);
  if (into !== undefined && incident.state !== 'closed') return merge(book, incident, into, null, now);
  if (told?.kind === 'lapsed') return lapse(book, incident, told.text, now);
  const well: Incident = { ...incident, health: 'ok', times: { ...incident.times, recovered: now } };
  if (well.state === 'closed') return putIncident(book, { ...well, revision: well.revision + 1 });
  const state = well.owner === null ? 'fixed' : well.state;
  putIncident(book, logged(rested({ ...well, state }, now), { at: now, by: null, what: 'recovered' }));
}

function lapse(book: IncidentBook, incident: Incident, text: string, now: number): void {
  const over: Incident = { ...incident, health: 'closed' };
  if (over.state === 'closed') return putIncident(book, { ...over, revision: over.revision + 1 });
  if (over.owner === null) return putIncident(book, closed(over, { reason: 'not-actionable', by: null, text }, now));
  putIncident(book, logged(rested(over, now), { at: now, by: null, what: 'lapsed', text }));
}

function rested(incident: Incident, now: number): Incident {
  return stopClock(stopClock(incident, 'take', now), 'update', now);
}

/** It goes on as part of another: one matter, one incident. */
export function merge(book: IncidentBook, incident: Incident, into: Incident, by: string | null, now: number): void {
  const text = `goes on as incident ${into.number}`;
  putIncident(book, { ...closed(incident, { reason: 'duplicate', by, text }, now), mergedInto: into.id });
  const took = { at: now, by, what: 'merged', text: `incident ${incident.number}: ${incident.title}` } as const;
  putIncident(book, logged(into, took));
}

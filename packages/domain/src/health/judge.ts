import type { Expectation, Reason } from '@yagura/contract';
import { probesFound } from '../heartbeat/probes.ts';
import type { Setting } from '../watch/setting.ts';
import type { ComponentState, Conclusion, Heard, Verdict } from '../watch/component.ts';
import { canaryAt, canaryGoodUntil, pathBlindMs, type PathState } from '../watch/path.ts';
import { limitOf, sightDeadline } from './deadlines.ts';
import { earliest } from './earliest.ts';
import { silence } from './silence.ts';
import { standingFlags } from './standing-flags.ts';
import { quietGraceMs, withSchedule } from './schedule-words.ts';
import { sound } from './sound.ts';

/**
 * Status is a function of evidence and now: the same component, path, calendars and instant give the same verdict. `now` only says
 * which instants have passed and never enters the verdict itself, so that looking once more changes nothing.
 */
export function judge(component: ComponentState, path: PathState | undefined, setting: Setting, now: number): Verdict {
  const found = findCondition(component, path, setting, now);
  const expectation = expectationAt(component, found, setting, now);
  const { reasons, flags, beatsWhileQuiet, nextAt } = withSchedule(found, {
    expectation,
    ends: saidLast(component),
    setting,
    now,
  });
  const schedule = { ...setting.circumstances.schedule, beatsWhileQuiet };
  return {
    condition: found.condition,
    expectation,
    at: beganAt(component, { found, expectation, schedule }, setting),
    reasons: withPlan(component, expectation, setting, reasons),
    flags,
    nextAt: earliest(
      found.nextAt,
      nextAt,
      setting.circumstances.nextAt,
      expectation === 'planned' && component.closing ? component.closing.until : null,
    ),
    forgiven: found.forgiven,
    schedule,
  };
}

/** That it ends is the last that it said. */
function saidLast({ heard, lastClosingAt }: ComponentState): boolean {
  return heard !== null && heard.at === lastClosingAt;
}

type Reasons = Verdict['reasons'];

function withPlan(component: ComponentState, expectation: Expectation, setting: Setting, reasons: Reasons): Reasons {
  const { work } = setting.circumstances;
  if (expectation === 'planned' && work !== null && work.plan !== null)
    return [{ code: 'planned-work', plan: work.plan, until: work.until }, ...reasons];
  if (expectation !== 'planned' || !component.closing) return reasons;
  return [{ code: 'announced-restart', until: component.closing.until }, ...reasons];
}

/** It stands as it stands since the latest of what made it so. */
function beganAt(
  component: ComponentState,
  after: { found: Conclusion; expectation: Expectation; schedule: Verdict['schedule'] },
  setting: Setting,
): number {
  const { found, expectation, schedule } = after;
  const { verdict: before } = component;
  const sameSession = before.schedule.session === schedule.session;
  const sameExpectation =
    before.expectation === expectation && before.schedule.beatsWhileQuiet === schedule.beatsWhileQuiet;
  if (before.condition === found.condition && sameExpectation && sameSession) return before.at;
  const { quiet, runs, work, sessionSince } = setting.circumstances;
  const instants = [before.at, found.at];
  if (!sameSession) instants.push(sessionSince);
  if (!sameExpectation && expectation === 'quiet') instants.push(quiet?.since ?? 0);
  if (schedule.beatsWhileQuiet && !before.schedule.beatsWhileQuiet) instants.push((quiet?.since ?? 0) + quietGraceMs);
  if (before.expectation === 'quiet' && expectation === 'expected') instants.push(runs?.since ?? 0);
  if (before.expectation === 'planned' && expectation === 'expected') instants.push(component.closing?.until ?? 0);
  if (!sameExpectation && (before.expectation === 'planned' || expectation === 'planned'))
    instants.push(work?.since ?? 0);
  return Math.max(...instants);
}

function expectationAt(component: ComponentState, found: Conclusion, setting: Setting, now: number): Expectation {
  // What people approved comes before what its calendar says, and before what it says itself.
  if (typeof setting.circumstances.work?.plan === 'string') return 'planned';
  // Whoever says that it ends when it need not run does what its calendar says: no work is planned.
  if (setting.circumstances.quiet !== null) return 'quiet';
  if (component.closing !== null && now < component.closing.until) return 'planned';
  return isWaitedFor(found) ? 'quiet' : 'expected';
}

/** Its time has begun, and the first beat is not due yet. */
function isWaitedFor(found: Conclusion): boolean {
  return found.reasons[0].code === 'quiet';
}

function findCondition(
  component: ComponentState,
  path: PathState | undefined,
  setting: Setting,
  now: number,
): Conclusion {
  const { heard } = component;
  if (heard === null || path === undefined)
    return withReports(component, noSight(component, component.addedAt, { code: 'never-seen' }));
  const lost =
    blindness(component, heard, path, now) ??
    silence(component, heard, path, { now, needed: setting.circumstances.quiet === null }) ??
    withoutWatermark(component, heard, path, now);
  if (lost === null && component.awaited !== null) return waitedFor(component, setting);
  if (lost === null) return sound(component, heard, path, setting, now);
  return withReports(component, lost);
}

/** Our own loss of sight comes first: nothing that travelled this way says anything. */
function blindness(component: ComponentState, heard: Heard, path: PathState, now: number): Conclusion | null {
  const { collector } = path;
  if (path.blind) {
    const lastHeardAt = path.lostAt ?? path.until;
    return noSight(component, lastHeardAt + pathBlindMs, { code: 'collector-lost', collector, lastHeardAt });
  }
  const goodUntil = canaryGoodUntil(path, heard.port);
  if (Math.min(path.until, now) <= goodUntil) return null;
  const { port } = heard;
  return noSight(component, goodUntil, { code: 'port-blind', collector, port, canaryAt: canaryAt(path, port) });
}

/** Nobody can vouch that it is silent, and nobody has heard it; or it was out of sight and no beat came since. */
function withoutWatermark(component: ComponentState, heard: Heard, path: PathState, now: number): Conclusion | null {
  const sight = sightDeadline(component, heard);
  if (now < sight && !component.sightless) return null;
  // Out of sight already, it went out of sight then, however far its own deadline lies ahead.
  return noSight(component, component.sightless ? Math.min(sight, component.verdict.at) : sight, {
    code: 'uncovered',
    lastBeatAt: heard.at,
    limitMs: limitOf(component),
    collector: path.collector,
  });
}

/** Silent when it was to begin, and not yet past its limit: no evidence that it works, and none that it does not. */
function waitedFor(component: ComponentState, setting: Setting): Conclusion {
  const { calendar, since } = setting.circumstances.runs ?? { calendar: '', since: component.addedAt };
  const reasons: Conclusion['reasons'] = [{ code: 'quiet', calendar, until: since }];
  return {
    condition: 'down',
    at: component.verdict.at,
    reasons,
    flags: standingFlags(component),
    nextAt: null,
    forgiven: null,
  };
}

function noSight(component: ComponentState, at: number, reason: Reason): Conclusion {
  return {
    condition: 'no-sight',
    at,
    reasons: [reason],
    flags: standingFlags(component),
    nextAt: null,
    forgiven: null,
  };
}

/** What said "down", or was found down, stays down: losing sight of it is no evidence that it got better. */
function withReports(component: ComponentState, lost: Conclusion): Conclusion {
  const reports = reportsOf(component);
  const [first, ...others] = reports.map(({ reason }) => reason);
  if (first === undefined) return lost;
  if (lost.condition === 'down') return { ...lost, reasons: [...lost.reasons, first, ...others] };
  const at = Math.min(...reports.map((report) => report.at));
  return { ...lost, condition: 'down', at, reasons: [first, ...others, ...lost.reasons] };
}

function reportsOf({ heard, says, probes }: ComponentState): { at: number; reason: Reason }[] {
  const own = heard !== null && says.status === 'down' ? [{ at: heard.at, reason: ownReport(says) }] : [];
  const found = probesFound(probes, says.status, Infinity).reasons.filter((probe) => probe.says === 'down');
  return [...own, ...found];
}

function ownReport({ message }: ComponentState['says']): Reason {
  return { code: 'says', status: 'down', ...(message !== null && { message }) };
}

import type { Expectation, Reason } from '@yagura/contract';
import { noSchedule, type ComponentState, type Conclusion, type Heard, type Verdict } from '../watch/component.ts';
import { canaryAt, canaryGoodUntil, pathBlindMs, portHears, type PathState } from '../watch/path.ts';
import { coveredDeadline, earliest, limitOf, sightDeadline } from './deadlines.ts';
import { sound } from './sound.ts';

/**
 * Status is a function of evidence and now: the same component, path and instant give the same verdict. `now` only says which
 * instants have passed and never enters the verdict itself, so that looking once more changes nothing.
 */
export function judge(component: ComponentState, path: PathState | undefined, now: number): Verdict {
  const found = findCondition(component, path, now);
  const expectation = expectationAt(component, now);
  const { verdict: before } = component;
  const same = before.condition === found.condition && before.expectation === expectation;
  const planned: Reason | null =
    expectation === 'planned' && component.closing
      ? { code: 'announced-restart', until: component.closing.until }
      : null;
  return {
    condition: found.condition,
    expectation,
    at: same ? before.at : Math.max(before.at, beganAt(component, found, expectation)),
    reasons: planned ? [planned, ...found.reasons] : found.reasons,
    flags: found.flags,
    nextAt: earliest(found.nextAt, expectation === 'planned' && component.closing ? component.closing.until : null),
    forgiven: found.forgiven,
    schedule: noSchedule,
  };
}

function beganAt(component: ComponentState, found: Conclusion, expectation: Expectation): number {
  const left = component.verdict.expectation === 'planned' && expectation === 'expected';
  return left && component.closing ? Math.max(found.at, component.closing.until) : found.at;
}

function expectationAt(component: ComponentState, now: number): Expectation {
  return component.closing !== null && now < component.closing.until ? 'planned' : 'expected';
}

function findCondition(component: ComponentState, path: PathState | undefined, now: number): Conclusion {
  const { heard } = component;
  if (heard === null || path === undefined) return noSight(component, component.addedAt, { code: 'never-seen' });
  const lost =
    blindness(component, heard, path) ??
    silence(component, heard, path) ??
    withoutWatermark(component, heard, path, now);
  if (lost === null) return sound(component, heard, path, now);
  return component.says.status === 'down' ? withReport(component, heard, lost) : lost;
}

/** Our own loss of sight comes first: nothing that travelled this way says anything. */
function blindness(component: ComponentState, heard: Heard, path: PathState): Conclusion | null {
  const { collector } = path;
  if (path.blind) {
    const lastHeardAt = path.lostAt ?? path.until;
    return noSight(component, lastHeardAt + pathBlindMs, { code: 'collector-lost', collector, lastHeardAt });
  }
  const goodUntil = canaryGoodUntil(path, heard.port);
  if (path.until <= goodUntil) return null;
  const { port } = heard;
  return noSight(component, goodUntil, { code: 'port-blind', collector, port, canaryAt: canaryAt(path, port) });
}

/** Silence is a failure only where somebody vouches that there was nothing to hear. */
function silence(component: ComponentState, heard: Heard, path: PathState): Conclusion | null {
  const deadline = coveredDeadline(component, heard, path);
  if (!component.silent && (path.until < deadline || !portHears(path, heard.port))) return null;
  const reason: Reason = { code: 'silent', lastBeatAt: heard.at, limitMs: limitOf(component) };
  return {
    condition: 'down',
    at: deadline,
    reasons: [reason],
    flags: standingFlags(component),
    nextAt: null,
    forgiven: null,
  };
}

/** Nobody can vouch that it is silent, and nobody has heard it; or it was out of sight and no beat came since. */
function withoutWatermark(component: ComponentState, heard: Heard, path: PathState, now: number): Conclusion | null {
  const sight = sightDeadline(component, heard);
  if (now < sight && !component.sightless) return null;
  return noSight(component, sight, {
    code: 'uncovered',
    lastBeatAt: heard.at,
    limitMs: limitOf(component),
    collector: path.collector,
  });
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

/** What said "down" of itself stays down: losing sight of it is no evidence that it got better. */
function withReport(component: ComponentState, heard: Heard, lost: Conclusion): Conclusion {
  const { message } = component.says;
  const report: Reason = { code: 'says', status: 'down', ...(message !== null && { message }) };
  if (lost.condition === 'down') return { ...lost, reasons: [...lost.reasons, report] };
  return { ...lost, condition: 'down', at: heard.at, reasons: [report, ...lost.reasons] };
}

const none: Verdict['flags'] = [];
const onlyUnregistered: Verdict['flags'] = ['unregistered'];

function standingFlags(component: ComponentState): Verdict['flags'] {
  return component.registeredBy === null ? none : onlyUnregistered;
}

import type { Flag, Reason } from '@yagura/contract';
import { earliest } from '../health/earliest.ts';
import { conclude, type RuleVerdict } from '../rules/conclude.ts';
import type { ComponentState } from '../watch/component.ts';
import type { Setting } from '../watch/setting.ts';
import { probesFound } from './probes.ts';
import { restartsFound } from './restarts.ts';

/** One beat may be held up on its way; three in a row say that the clock is off. */
export const skewedBeatsNeeded = 3;

export interface Base {
  readonly condition: 'ok' | 'degraded' | 'down';
  readonly reasons: readonly Reason[];
  /** Told, and no matter of health. */
  readonly notes: readonly Reason[];
  /** When time alone would change this. */
  readonly nextAt: number | null;
  /** The latest instant at which time or an event made it so; 0 where only beats did. */
  readonly onset: number;
  readonly flags: readonly Flag[];
}

export type Evidence = Pick<ComponentState, 'says' | 'probes' | 'skew' | 'restarts' | 'ruleStates'>;

/** One piece of what is found: most pieces find nothing. */
export interface Found {
  readonly says: 'degraded' | 'down' | 'note';
  readonly reason: Reason;
}

/** Shared, so that a beat which says that all is well costs no allocation. */
export const calm: Base = { condition: 'ok', reasons: [], notes: [], nextAt: null, onset: 0, flags: [] };

/** What the newest evidence says, without silence, blindness or memory of worse times. */
export function baseCondition(evidence: Evidence, setting: Setting, now: number): Base {
  const { says, probes, restarts, skew } = evidence;
  const ruled = conclude(setting.rules, evidence.ruleStates, {
    now,
    gates: setting.circumstances.gates,
    due: setting.due,
  });
  const silent = ruled.reasons.length === 0 && ruled.notes.length === 0 && ruled.nextAt === null && !ruled.learning;
  if (silent && says.status === 'ok' && probes === null && restarts.length === 0 && skew.beats === 0) return calm;
  const restarting = restartsFound(restarts, setting.builtIns.restarts, now);
  const probed = probesFound(probes, says.status, now);
  const found = [saying(says), ...probed.reasons, restarting.found, skewed(skew, setting)];
  return assembled(found, ruled, { flags: probed.flags, nextAt: earliest(restarting.nextAt, probed.nextAt) });
}

function saying(says: Evidence['says']): Found | null {
  if (says.status === 'ok') return null;
  const { status, message } = says;
  return { says: status, reason: { code: 'says', status, ...(message !== null && { message }) } };
}

function skewed(skew: Evidence['skew'], setting: Setting): Found | null {
  const { clock } = setting.builtIns;
  if (clock === null || skew.beats < skewedBeatsNeeded) return null;
  const degraded = Math.abs(skew.offsetMs) >= clock.degradedMs;
  const limitMs = degraded ? clock.degradedMs : clock.noteMs;
  return { says: degraded ? 'degraded' : 'note', reason: { code: 'clock', offsetMs: skew.offsetMs, limitMs } };
}

function assembled(
  found: readonly (Found | null)[],
  ruled: RuleVerdict,
  { flags, nextAt }: Pick<Base, 'flags' | 'nextAt'>,
): Base {
  const saying = (says: Found['says']) => found.flatMap((each) => (each?.says === says ? [each.reason] : []));
  const [down, degraded] = [saying('down'), saying('degraded')];
  const worst = down.length > 0 || ruled.condition === 'down' ? 'down' : null;
  return {
    condition: worst ?? (degraded.length > 0 ? 'degraded' : ruled.condition),
    reasons: worstFirst([...down, ...degraded, ...ruled.reasons]),
    notes: [...saying('note'), ...ruled.notes],
    nextAt: earliest(nextAt, ruled.nextAt),
    onset: Math.max(0, ...ruled.reasons.map(onsetOf)),
    flags: [...flagsOf(found, ruled), ...flags],
  };
}

/** What says "down" comes before what says "degraded"; otherwise they stay in their order. */
function worstFirst(reasons: readonly Reason[]): readonly Reason[] {
  const isDown = (reason: Reason) =>
    ('says' in reason && reason.says === 'down') || ('status' in reason && reason.status === 'down');
  return [...reasons.filter(isDown), ...reasons.filter((reason) => !isDown(reason))];
}

/** A deadline passes and an event is told without a beat. */
function onsetOf(reason: Reason): number {
  if (reason.code === 'missed') return reason.since;
  return reason.code === 'unwanted' ? reason.at : 0;
}

function flagsOf(found: readonly (Found | null)[], ruled: RuleVerdict): Flag[] {
  const flags: Flag[] = [];
  if (found.some((each) => each?.reason.code === 'restarting')) flags.push('restarting');
  if (ruled.learning) flags.push('learning');
  return flags;
}

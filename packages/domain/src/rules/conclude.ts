import type { Reason } from '@yagura/contract';
import type { CompiledRule, CompiledRuleSet, NumberRule, Says, WordRule } from './compiled.ts';
import type { DuePlan } from './due-plan.ts';
import { dueFinding, nextDue } from './due-finding.ts';
import type { Finding } from './finding.ts';
import { isOpen, type Gates } from './gates.ts';
import { lostIn } from './lost-beats-rule.ts';
import type { LaneState, NumberState, RuleState, RuleStates, WordState } from './states.ts';

export interface RuleVerdict {
  readonly condition: 'ok' | 'degraded' | 'down';
  /** What made the condition, worst first, then by the rule's id. */
  readonly reasons: readonly Reason[];
  /** What is told and changes no health. */
  readonly notes: readonly Reason[];
  /** When time alone would change this. */
  readonly nextAt: number | null;
  /** A baseline is not known yet. */
  readonly learning: boolean;
}

export interface Moment {
  readonly now: number;
  readonly gates: Gates;
  /** Null where the component follows no calendar: then nothing is due. */
  readonly due: DuePlan | null;
}

const nothing: readonly Reason[] = Object.freeze([]);
const calm: RuleVerdict = Object.freeze({
  condition: 'ok',
  reasons: nothing,
  notes: nothing,
  nextAt: null,
  learning: false,
});

/** What the rules say at an instant: the same states give the same, however often it is asked. */
export function conclude(set: CompiledRuleSet, states: RuleStates, moment: Moment): RuleVerdict {
  let found: Finding[] | null = null;
  let nextAt: number | null = null;
  let learning = false;
  for (const rule of set.asked) {
    const state = states[rule.id];
    if ((state === undefined && rule.type !== 'expected') || !isOpen(rule.when, moment.gates)) continue;
    const finding = findingOf(rule, state, moment);
    if (finding !== null) (found ??= []).push(finding);
    learning ||= state?.type === 'learning';
    const next = nextOf(rule, state, moment);
    if (next !== null && (nextAt === null || next < nextAt)) nextAt = next;
  }
  if (found !== null) return { ...summed(found), nextAt, learning };
  if (nextAt === null && !learning) return calm;
  return { condition: 'ok', reasons: nothing, notes: nothing, nextAt, learning };
}

/** Rules come by their ids, so that sorting them by severity keeps that order within each. */
function summed(found: readonly Finding[]): Pick<RuleVerdict, 'condition' | 'reasons' | 'notes'> {
  const saying = (says: Finding['says']) =>
    found.filter((finding) => finding.says === says).map(({ reason }) => reason);
  const [down, degraded] = [saying('down'), saying('degraded')];
  const condition = down.length > 0 ? 'down' : degraded.length > 0 ? 'degraded' : 'ok';
  return { condition, reasons: [...down, ...degraded], notes: saying('note') };
}

function findingOf(rule: CompiledRule, state: RuleState | undefined, moment: Moment): Finding | null {
  switch (rule.type) {
    case 'number':
      return state?.type === 'number' ? numberFinding(rule, state) : null;
    case 'word':
      return state?.type === 'word' ? wordFinding(rule, state) : null;
    case 'expected': {
      const known = state?.type === 'expected' ? state : undefined;
      return moment.due && dueFinding(rule, known, moment.due, moment.now);
    }
    case 'unwanted': {
      if (state?.type !== 'unwanted' || moment.now >= state.until) return null;
      const { id, says, event } = rule;
      return { says, reason: { code: 'unwanted', rule: id, says, event, at: state.at, until: state.until } };
    }
    case 'lost-beats': {
      const lost = state?.type === 'lost-beats' ? lostIn(state) : 0;
      if (lost < Math.min(rule.note, rule.degraded)) return null;
      const reason: Reason = { code: 'lost-beats', lost, withinMs: rule.withinMs };
      return { says: lost >= rule.degraded ? 'degraded' : 'note', reason };
    }
    case 'other':
      return null;
  }
}

interface Standing {
  readonly says: Says;
  readonly since: number;
}

function standing(down: LaneState | null, degraded: LaneState | null): Standing | null {
  if (down?.is === 'standing') return { says: 'down', since: down.since };
  return degraded?.is === 'standing' ? { says: 'degraded', since: degraded.since } : null;
}

function numberFinding(rule: NumberRule, state: NumberState): Finding | null {
  const stands = standing(state.down, state.degraded);
  const lane = stands && rule[stands.says];
  if (!stands || !lane) return null;
  const { says, since } = stands;
  const usual = state.usual === null ? '' : `, usual ${Number(state.usual.toPrecision(3))}`;
  const { limitText, clearText } = lane;
  const told = { subject: rule.subject, value: state.value, limit: `${limitText}${usual}`, since, clears: clearText };
  return { says, reason: { code: 'rule', rule: rule.id, says, ...told } };
}

function wordFinding(rule: WordRule, state: WordState): Finding | null {
  const stands = standing(state.down, state.degraded);
  if (!stands) return null;
  const { says, since } = stands;
  const told = { label: rule.label, value: state.value, good: [...rule.good], since };
  return { says, reason: { code: 'state', rule: rule.id, says, ...told } };
}

function nextOf(rule: CompiledRule, state: RuleState | undefined, { now, due }: Moment): number | null {
  if (rule.type === 'unwanted') return state?.type === 'unwanted' && now < state.until ? state.until : null;
  if (rule.type !== 'expected' || due === null) return null;
  return nextDue(rule, state?.type === 'expected' ? state : undefined, due, now);
}

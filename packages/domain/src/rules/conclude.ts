import type { Reason } from '@yagura/contract';
import type { CompiledRule, CompiledRuleSet, ExpectedRule, NumberRule, Says, WordRule } from './compiled.ts';
import type { DuePlan, DueWindow } from './due-plan.ts';
import { expectedEnd } from './expected-rule.ts';
import { isOpen, type Gates } from './gates.ts';
import { lostIn } from './lost-beats-rule.ts';
import type { ExpectedState, LaneState, NumberState, RuleState, RuleStates, WordState } from './states.ts';

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

interface Finding {
  readonly says: Says | 'note';
  readonly reason: Reason;
}

const calm: RuleVerdict = Object.freeze({ condition: 'ok', reasons: [], notes: [], nextAt: null, learning: false });

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
  if (found === null && nextAt === null && !learning) return calm;
  return { ...summed(found ?? []), nextAt, learning };
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
    case 'expected':
      return expectedFinding(rule, state?.type === 'expected' ? state : undefined, moment);
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

function expectedFinding(rule: ExpectedRule, state: ExpectedState | undefined, moment: Moment): Finding | null {
  const { now, due } = moment;
  const window = due?.windows[rule.id]?.find(({ from, until }) => from <= now && now < until);
  if (!due || !window || !isAsked(rule, state) || isSeen(state, window)) return null;
  const dueAt = firstStage(window);
  if (dueAt === null) return null;
  const says = stageAt(window, now);
  const { id, subject } = rule;
  if (says !== null)
    return {
      says,
      reason: { code: 'missed', rule: id, says, subject, dueAt, since: window[says] ?? dueAt, calendar: due.calendar },
    };
  const expectedAt = expectedEnd(state?.progress ?? null);
  if (expectedAt === null || expectedAt <= dueAt) return null;
  return { says: 'note', reason: { code: 'will-be-late', rule: id, subject, dueAt, expectedAt } };
}

/** Who never told the label is not judged by it; an event that never came is the very finding. */
function isAsked(rule: ExpectedRule, state: ExpectedState | undefined): boolean {
  return rule.label === null || (state !== undefined && state.label !== null);
}

function isSeen(state: ExpectedState | undefined, window: DueWindow): boolean {
  if (state === undefined) return false;
  return state.label === 'good' || (state.seenAt !== null && state.seenAt >= window.from);
}

function stageAt(window: DueWindow, now: number): Finding['says'] | null {
  const passed = (stage: number | null) => stage !== null && now >= stage;
  if (passed(window.down)) return 'down';
  if (passed(window.degraded)) return 'degraded';
  return passed(window.note) ? 'note' : null;
}

function firstStage({ note, degraded, down }: DueWindow): number | null {
  const first = Math.min(note ?? Infinity, degraded ?? Infinity, down ?? Infinity);
  return first === Infinity ? null : first;
}

function nextOf(rule: CompiledRule, state: RuleState | undefined, { now, due }: Moment): number | null {
  if (rule.type === 'unwanted') return state?.type === 'unwanted' && now < state.until ? state.until : null;
  if (rule.type !== 'expected' || due === null) return null;
  const known = state?.type === 'expected' ? state : undefined;
  if (!isAsked(rule, known)) return null;
  let next: number | null = null;
  for (const window of due.windows[rule.id] ?? []) {
    if (now >= window.until || (now >= window.from && isSeen(known, window))) continue;
    const at = nextInstant(window, now);
    if (next === null || at < next) next = at;
  }
  return next;
}

/** Before it has begun a window only wakes at its beginning: what is seen by then is not known yet. */
function nextInstant(window: DueWindow, now: number): number {
  if (now < window.from) return window.from;
  const { note, degraded, down, until } = window;
  const later = (stage: number | null) => (stage !== null && stage > now ? stage : Infinity);
  return Math.min(later(note), later(degraded), later(down), until);
}

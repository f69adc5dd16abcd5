import type { HeardBeat } from '@yagura/contract';
import type { Sample } from '../rules/sample.ts';
import { takeSample } from '../rules/take-sample.ts';
import type { RuleStates } from '../rules/states.ts';
import type { ComponentState, Heard } from '../watch/component.ts';
import type { Setting } from '../watch/setting.ts';
import { baseCondition, skewedBeatsNeeded } from './base-condition.ts';
import { holdAfterBeat } from './hold.ts';
import { slowAfterMs } from './silence-limit.ts';

const longestAnnouncedRestartMs = 600_000;
const announcedRestartEveryMs = 3_600_000;
const epochsRemembered = 16;

export interface Observed {
  readonly heard: Heard;
  /** The time since the beat before that nobody vouches for. */
  readonly unseen: number;
  /** What its desk says of it at that instant. */
  readonly setting: Setting;
  readonly baseline: Sample['baseline'];
}

/** Takes one beat as evidence. A beat that is older than what is known is ignored and counted. */
export function observe(known: ComponentState, beat: HeardBeat, observed: Observed): ComponentState {
  const { heard, setting, unseen } = observed;
  const component = isOver(known, heard.at) ? { ...known, closing: null } : known;
  if (isOld(component, beat, heard)) return { ...component, ignoredBeats: component.ignoredBeats + 1 };
  const restarted = component.epoch !== null && beat.epoch !== undefined && beat.epoch !== component.epoch;
  const closing = closingAfter(component, beat, heard.at, restarted);
  const says = { status: beat.status === 'closing' ? 'ok' : beat.status, message: beat.message ?? null } as const;
  const skew = skewAfter(component, beat, heard.at, setting);
  const counts = restarted && component.closing === null;
  const life = epochAfter(component, beat, {
    at: heard.at,
    counts,
    withinMs: setting.builtIns.restarts?.withinMs ?? 0,
  });
  const lost = lostBefore(component, beat);
  const ruleStates = statesAfter(component, beat, observed, lost);
  const { probes } = component;
  const base = baseCondition({ says, probes, skew, restarts: life.restarts, ruleStates }, setting, heard.at);
  // One literal with one spread: a second one, or a second copy, is what a beat would cost most.
  return {
    ...component,
    heard,
    sightless: false,
    slow: false,
    silent: false,
    awaited: null,
    epoch: life.epoch,
    epochs: life.epochs,
    seq: life.seq,
    restarts: life.restarts,
    says,
    declaredEveryMs: beat.every ?? component.declaredEveryMs,
    closing,
    lastClosingAt: closing !== null && component.closing === null ? heard.at : component.lastClosingAt,
    skew,
    metrics: beat.metrics ?? component.metrics,
    labels: beat.labels ?? component.labels,
    lostBeats: component.lostBeats + lost,
    ruleStates,
    held: holdAfterBeat(component, base.condition, heard.at, unseen),
  };
}

/** An announced restart ends at its instant, whether or not anybody looked then. */
function isOver({ closing }: ComponentState, at: number): boolean {
  return closing !== null && at >= closing.until;
}

const noMetrics: Readonly<Record<string, number>> = {};
const noLabels: Readonly<Record<string, string>> = {};

function statesAfter(component: ComponentState, beat: HeardBeat, observed: Observed, lost: number): RuleStates {
  const { heard, setting, unseen } = observed;
  if (setting.rules.sampled.length === 0) return component.ruleStates;
  const since = component.heard === null ? 0 : heard.at - component.heard.at - unseen;
  const slowMs = slowAfterMs(component.declaredEveryMs ?? component.everyMs);
  return takeSample(setting.rules, component.ruleStates, {
    at: heard.at,
    // Time of which nothing is known lets no rule's time pass.
    countedMs: Math.max(0, Math.min(since, slowMs)),
    metrics: beat.metrics ?? noMetrics,
    labels: beat.labels ?? noLabels,
    lost,
    gates: setting.circumstances.gates,
    baseline: observed.baseline,
  });
}

function isOld(component: ComponentState, beat: HeardBeat, heard: Heard): boolean {
  if (component.heard !== null && heard.at < component.heard.at) return true;
  if (beat.epoch === undefined) return false;
  if (beat.epoch !== component.epoch) return component.epochs.includes(beat.epoch);
  return beat.seq !== undefined && component.seq !== null && beat.seq <= component.seq;
}

type Life = Pick<ComponentState, 'epoch' | 'epochs' | 'seq' | 'restarts'>;

function epochAfter(
  component: ComponentState,
  beat: HeardBeat,
  { at, counts, withinMs }: { at: number; counts: boolean; withinMs: number },
): Life {
  const { epoch, epochs, seq, restarts } = component;
  if (beat.epoch === undefined) return component;
  if (beat.epoch === epoch) return { epoch, epochs, seq: beat.seq ?? seq, restarts };
  const recent = restarts.filter((restart) => restart + withinMs > at);
  return {
    epoch: beat.epoch,
    epochs: [...epochs, beat.epoch].slice(-epochsRemembered),
    seq: beat.seq ?? null,
    restarts: counts ? [...recent, at].slice(-epochsRemembered) : recent,
  };
}

function lostBefore(component: ComponentState, beat: HeardBeat): number {
  if (beat.epoch === undefined || beat.epoch !== component.epoch) return 0;
  if (beat.seq === undefined || component.seq === null) return 0;
  return beat.seq - component.seq - 1;
}

function closingAfter(component: ComponentState, beat: HeardBeat, at: number, restarted: boolean) {
  if (restarted) return null;
  if (beat.status !== 'closing' || beat.backBy === undefined) return component.closing;
  if (component.closing !== null) return component.closing;
  const tooSoon = component.lastClosingAt !== null && at - component.lastClosingAt < announcedRestartEveryMs;
  if (tooSoon || beat.backBy <= at) return null;
  return { until: Math.min(beat.backBy, at + longestAnnouncedRestartMs) };
}

function skewAfter(
  component: ComponentState,
  beat: HeardBeat,
  heardAt: number,
  setting: Setting,
): ComponentState['skew'] {
  if (beat.at === undefined) return component.skew;
  const offsetMs = beat.at - heardAt;
  const { clock } = setting.builtIns;
  const isOff = clock !== null && Math.abs(offsetMs) >= clock.noteMs;
  const beats = isOff ? Math.min(component.skew.beats + 1, skewedBeatsNeeded) : 0;
  return { beats, offsetMs };
}

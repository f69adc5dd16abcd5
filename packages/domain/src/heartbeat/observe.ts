import type { HeardBeat } from '@yagura/contract';
import type { ComponentState, Heard } from '../watch/component.ts';
import { baseCondition, clockLimitMs, restartWindowMs, skewedBeatsNeeded } from './base-condition.ts';
import { holdAfterBeat } from './hold.ts';

const longestAnnouncedRestartMs = 600_000;
const announcedRestartEveryMs = 3_600_000;
const epochsRemembered = 16;

/**
 * Takes one beat as evidence. A beat that is older than what is known is ignored and counted. `unseen` is the time since the
 * beat before that nobody vouches for.
 */
export function observe(component: ComponentState, beat: HeardBeat, heard: Heard, unseen: number): ComponentState {
  if (isOld(component, beat, heard)) return { ...component, ignoredBeats: component.ignoredBeats + 1 };
  const restarted = component.epoch !== null && beat.epoch !== undefined && beat.epoch !== component.epoch;
  const closing = closingAfter(component, beat, heard.at, restarted);
  const says = { status: beat.status === 'closing' ? 'ok' : beat.status, message: beat.message ?? null } as const;
  const skew = skewAfter(component, beat, heard.at);
  const life = epochAfter(component, beat, heard.at, restarted && component.closing === null);
  const base = baseCondition({ says, skew, restarts: life.restarts }, heard.at);
  // One literal with one spread: a second one, or a second copy, is what a beat would cost most.
  return {
    ...component,
    heard,
    sightless: false,
    slow: false,
    silent: false,
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
    lostBeats: component.lostBeats + lostBefore(component, beat),
    held: holdAfterBeat(component, base.condition, heard.at, unseen),
  };
}

function isOld(component: ComponentState, beat: HeardBeat, heard: Heard): boolean {
  if (component.heard !== null && heard.at < component.heard.at) return true;
  if (beat.epoch === undefined) return false;
  if (beat.epoch !== component.epoch) return component.epochs.includes(beat.epoch);
  return beat.seq !== undefined && component.seq !== null && beat.seq <= component.seq;
}

type Life = Pick<ComponentState, 'epoch' | 'epochs' | 'seq' | 'restarts'>;

function epochAfter(component: ComponentState, beat: HeardBeat, at: number, counts: boolean): Life {
  const { epoch, epochs, seq, restarts } = component;
  if (beat.epoch === undefined) return component;
  if (beat.epoch === epoch) return { epoch, epochs, seq: beat.seq ?? seq, restarts };
  const recent = restarts.filter((restart) => restart + restartWindowMs > at);
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

function skewAfter(component: ComponentState, beat: HeardBeat, heardAt: number): ComponentState['skew'] {
  if (beat.at === undefined) return component.skew;
  const offsetMs = beat.at - heardAt;
  const beats = Math.abs(offsetMs) >= clockLimitMs ? Math.min(component.skew.beats + 1, skewedBeatsNeeded) : 0;
  return { beats, offsetMs };
}

import type { HeardBeat } from '@yagura/contract';
import type { ComponentState, Heard } from '../watch/component.ts';
import { limitOf } from '../health/deadlines.ts';
import { takeSample } from '../rules/take-sample.ts';
import { silenceLimitMs, slowAfterMs } from './silence-limit.ts';
import type { Observed } from './observe.ts';
import { probeOf, type Probe, type Probes } from './probes.ts';

/** Nobody looks at one thing from more places; a sender that invents names pushes nobody out. */
const probesRemembered = 8;

/** Takes what somebody else found out about it. It says nothing of whether the component itself beats. */
export function observeProbe(
  component: ComponentState,
  id: string,
  beat: HeardBeat,
  observed: Observed,
): ComponentState {
  const { heard, setting, unseen } = observed;
  const before = probeOf(component.probes, id);
  if (isRefused(component.probes, before, beat, heard))
    return { ...component, ignoredBeats: component.ignoredBeats + 1 };
  const limitMs = beat.every === undefined ? (before?.limitMs ?? limitOf(component)) : silenceLimitMs(beat.every);
  const probe: Probe = {
    heard,
    epoch: beat.epoch ?? null,
    seq: beat.seq ?? null,
    limitMs,
    // Who ends is the component, and only itself can say so.
    status: beat.status === 'closing' ? 'ok' : beat.status,
    message: beat.message ?? null,
  };
  const since = before === undefined ? 0 : heard.at - before.heard.at - unseen;
  const ruleStates = takeSample(setting.rules, component.ruleStates, {
    at: heard.at,
    countedMs: Math.max(0, Math.min(since, slowAfterMs(limitMs / 3))),
    metrics: beat.metrics ?? {},
    labels: beat.labels ?? {},
    lost: 0,
    gates: setting.circumstances.gates,
    baseline: observed.baseline,
  });
  return { ...component, probes: { ...component.probes, [id]: probe }, ruleStates };
}

function isRefused(probes: Probes | null, before: Probe | undefined, beat: HeardBeat, heard: Heard): boolean {
  if (before === undefined) return probes !== null && Object.keys(probes).length >= probesRemembered;
  if (heard.at < before.heard.at) return true;
  const sameLife = beat.epoch !== undefined && beat.epoch === before.epoch;
  return sameLife && beat.seq !== undefined && before.seq !== null && beat.seq <= before.seq;
}

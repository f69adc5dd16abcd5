import type { Beat } from '@yagura/contract';
import type { Becoming, ScenarioEvent } from '../scenario/scenario.ts';

type Rhythm = Extract<ScenarioEvent, { type: 'rhythm' }>;
export type Said = Omit<Beat, 'component'>;

/** How one component beats at the moment. */
export interface Voice {
  readonly rhythm: Rhythm | null;
  readonly becoming: Becoming;
  /** Infinity when its rhythm is over. */
  readonly nextAt: number;
}

export const silentVoice: Voice = { rhythm: null, becoming: 'usual', nextAt: Infinity };

/** A later rhythm takes the place of an earlier one; what the component has become stays. */
export function withRhythm(voice: Voice, rhythm: Rhythm): Voice {
  return { ...voice, rhythm, nextAt: rhythm.at };
}

/** Fields add up until it is usual again: who is first degraded and then gets another build is both. */
export function withBecoming(voice: Voice, becomes: Becoming): Voice {
  const { becoming } = voice;
  if (typeof becomes === 'string' || typeof becoming === 'string') return { ...voice, becoming: becomes };
  return { ...voice, becoming: laidOver(becoming, becomes) };
}

/** The beat that is due, null where the component is silent, and the voice after it. */
export function speak(voice: Voice): { readonly said: Said | null; readonly voice: Voice } {
  const { rhythm, becoming, nextAt } = voice;
  if (!rhythm) return { said: null, voice };
  const next = nextAt + rhythm.everyMs;
  const after = { ...voice, nextAt: next < rhythm.until ? next : Infinity };
  if (becoming === 'silent') return { said: null, voice: after };
  return { said: becoming === 'usual' ? rhythm.beat : laidOver(rhythm.beat, becoming), voice: after };
}

/** Metrics and labels are laid over name by name. */
function laidOver<T extends Partial<Said>>(below: T, above: Partial<Said>): T {
  return {
    ...below,
    ...above,
    ...((below.metrics ?? above.metrics) && { metrics: { ...below.metrics, ...above.metrics } }),
    ...((below.labels ?? above.labels) && { labels: { ...below.labels, ...above.labels } }),
  };
}

import type { BeatInput } from '@yagura/contract';
import type { SimulatedComponent } from './component.ts';
import { metricsOf } from './metrics/metrics-of.ts';
import { isInSession, paceOf } from './metrics/pace.ts';
import type { Trouble } from './trouble.ts';

type Signature = Pick<BeatInput, 'component' | 'epoch' | 'seq'>;

/** All instances carry the same build: where they do not, that is a finding. */
const build = '2026.11.2';

/** What this component says of itself at this instant. */
export function composeBeat(
  component: SimulatedComponent,
  signature: Signature,
  at: number,
  seed: number,
  trouble: Trouble | null,
): BeatInput {
  const isTroubled = trouble?.component === component.id;
  return {
    ...signature,
    at,
    ...(isTroubled ? { status: 'degraded', message: trouble.message } : { status: 'ok' }),
    metrics: metricsOf(component.kind, paceOf(component, at, seed, isTroubled)),
    labels: labelsOf(component, at),
  };
}

function labelsOf(component: SimulatedComponent, at: number): Record<string, string> {
  if (component.markets.length === 0) return { build };
  return { build, session: isInSession(component, at) ? 'open' : 'closed' };
}

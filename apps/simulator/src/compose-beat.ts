import type { BeatInput } from '@yagura/contract';
import { sessionAt } from '@yagura/domain';
import type { SimulatedComponent } from './component.ts';
import { progressOf } from './duties.ts';
import { metricsOf } from './metrics/metrics-of.ts';
import { isLoggedOn, isRunning, paceOf } from './metrics/pace.ts';
import type { Trouble } from './trouble.ts';

type Signature = Pick<BeatInput, 'component' | 'epoch' | 'seq'>;

/** What is other than on any good day. */
export interface Ailment {
  readonly trouble: Trouble | null;
  /** Whose counterparty has ended the session, although its hours are not over. */
  readonly loggedOff: ReadonlySet<string>;
}

/** All instances carry the same: where they do not, that is a finding. */
const release = { build: '2026.11.2', config: 'a7f3' };

/** What this component says of itself at this instant. */
export function composeBeat(
  component: SimulatedComponent,
  signature: Signature,
  at: number,
  seed: number,
  { trouble, loggedOff }: Ailment,
): BeatInput {
  if (!isRunning(component, at)) return farewell(component, signature, at);
  const isTroubled = trouble?.component === component.id;
  const loggedOn = isLoggedOn(component, at) && !loggedOff.has(component.id);
  return {
    ...signature,
    at,
    ...(isTroubled ? { status: 'degraded', message: trouble.message } : { status: 'ok' }),
    metrics: {
      ...metricsOf(component.kind, paceOf(component, at, seed, { strained: isTroubled, loggedOn })),
      ...progressOf(component, at, seed),
    },
    labels: labelsOf(component, loggedOn),
  };
}

/** A process needs a moment to start. */
const startsWithinMs = 30_000;

/** Of a process whose hours are over. */
function farewell({ runs }: SimulatedComponent, signature: Signature, at: number): BeatInput {
  const until = runs === null ? null : sessionAt(runs, at).until;
  const back = until === null ? {} : { backBy: until + startsWithinMs };
  return { ...signature, at, status: 'closing', ...back, message: 'Outside its hours' };
}

function labelsOf({ kind, role }: SimulatedComponent, loggedOn: boolean): Record<string, string> {
  return {
    ...release,
    ...(role && { role }),
    ...(kind === 'gateway' && { logon: loggedOn ? 'logged-on' : 'logged-off' }),
  };
}

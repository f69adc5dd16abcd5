import { sessionAt } from '@yagura/domain';
import type { SimulatedComponent } from '../component.ts';
import { clientActivity, isOpen, marketActivity } from '../market/activity.ts';
import { drift, unit } from '../noise.ts';

/** What all metrics of one component at one instant are made of. */
export interface Pace {
  /** 0 is shut, 1 the busiest ordinary minute. */
  readonly activity: number;
  /** Its size against others of its kind, 0.5–1.5: the same for members of one cluster. */
  readonly size: number;
  /** Its own constant trait in [0, 1): no two boxes are equally fast. */
  readonly trait: number;
  /** 0 in ordinary times, 1 while it says that it is degraded. */
  readonly strain: number;
  readonly loggedOn: boolean;
  /** Drifting noise in [-1, 1], another one for each word. */
  readonly noise: (word: string) => number;
}

const noisePeriodMs = 20_000;

/** Whether orders can be sent. */
export function isTrading(component: SimulatedComponent, at: number): boolean {
  return component.markets.some((market) => isOpen(market, at));
}

/** Connected and logged on, from before the open until after the close; where nobody says when, while the market trades. */
export function isLoggedOn(component: SimulatedComponent, at: number): boolean {
  return component.calendar === null ? isTrading(component, at) : sessionAt(component.calendar, at).state === 'open';
}

/** A process that is there only for some hours. */
export function isRunning({ runs }: SimulatedComponent, at: number): boolean {
  return runs === null || sessionAt(runs, at).state !== 'closed';
}

export function paceOf(
  component: SimulatedComponent,
  at: number,
  seed: number,
  { strained, loggedOn }: { readonly strained: boolean; readonly loggedOn: boolean },
): Pace {
  const carriesFlow = component.role !== 'standby' && (component.kind !== 'gateway' || loggedOn);
  return {
    activity: carriesFlow ? activityOf(component, at) : 0,
    size: 0.5 + unit(seed, 'size', component.cluster),
    trait: unit(seed, 'trait', component.id),
    strain: strained ? 1 : 0,
    loggedOn,
    noise: (word) => drift(seed, `${component.id} ${word}`, at, noisePeriodMs),
  };
}

function activityOf({ markets, timeZone }: SimulatedComponent, at: number): number {
  if (markets.length === 0) return clientActivity(timeZone, at);
  return Math.max(...markets.map((market) => marketActivity(market, at)));
}

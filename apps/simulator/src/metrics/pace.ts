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
  /** Drifting noise in [-1, 1], another one for each word. */
  readonly noise: (word: string) => number;
}

const noisePeriodMs = 20_000;

export function isInSession(component: SimulatedComponent, at: number): boolean {
  return component.markets.some((market) => isOpen(market, at));
}

export function paceOf(component: SimulatedComponent, at: number, seed: number, strained: boolean): Pace {
  return {
    activity: activityOf(component, at),
    size: 0.5 + unit(seed, 'size', component.cluster),
    trait: unit(seed, 'trait', component.id),
    strain: strained ? 1 : 0,
    noise: (word) => drift(seed, `${component.id} ${word}`, at, noisePeriodMs),
  };
}

function activityOf({ markets, timeZone }: SimulatedComponent, at: number): number {
  if (markets.length === 0) return clientActivity(timeZone, at);
  return Math.max(...markets.map((market) => marketActivity(market, at)));
}

import type { HeardBeat } from '@yagura/contract';
import { beatOf } from './evidence-of.ts';

export interface RhythmPlan {
  readonly from: number;
  readonly to: number;
  readonly everyMs?: number;
  readonly rest?: Partial<HeardBeat>;
}

/** Beats of one component at a steady rhythm, `to` excluded. */
export function rhythm(component: string, { from, to, everyMs = 1000, rest = {} }: RhythmPlan): HeardBeat[] {
  const beats: HeardBeat[] = [];
  for (let heard = from; heard < to; heard += everyMs) beats.push(beatOf(component, heard, rest));
  return beats;
}

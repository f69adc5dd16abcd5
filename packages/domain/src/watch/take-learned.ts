import type { Learned } from '@yagura/contract';
import { createBaselineBook } from '../learn/baseline-book.ts';
import { saysEnough } from '../learn/learn-limits.ts';
import { rejudge } from './rejudge.ts';
import type { WatchFact, WatchWorld } from './world.ts';

/** The limit that was learned for a component; null where three intervals say enough. */
export function learnedFor(world: Pick<WatchWorld, 'learned'>, component: string): number | null {
  const limits = world.learned?.limits;
  return limits !== undefined && Object.hasOwn(limits, component) ? (limits[component] ?? null) : null;
}

/** From here on another day's limits and baselines are in force. Told again, or told late, it changes nothing. */
export function takeLearned(world: WatchWorld, learned: Learned, facts: WatchFact[]): void {
  if (world.learned !== null && learned.day <= world.learned.day) return;
  keepLearned(world, learned);
  // Who had enough to say has said it; who had not goes on gathering.
  for (const [id, gaps] of world.gaps) if (saysEnough(gaps)) world.gaps.delete(id);
  for (const component of world.components.values()) {
    const learnedMs = learnedFor(world, component.id);
    if (learnedMs !== component.learnedMs) rejudge(world, { ...component, learnedMs }, world.now, facts);
  }
}

export function keepLearned(world: WatchWorld, learned: Learned | null): void {
  world.learned = learned;
  world.baselines = createBaselineBook(learned);
}

import { healths, type Condition, type Health } from '@yagura/contract';

const rankOf = Object.fromEntries(healths.map((health, index) => [health, index])) as Readonly<Record<Health, number>>;

/** 0 asks for the most attention. */
export function healthRank(health: Health): number {
  return rankOf[health];
}

export function worst(found: Iterable<Health>): Health | null {
  let result: Health | null = null;
  for (const health of found) if (result === null || rankOf[health] < rankOf[result]) result = health;
  return result;
}

/** Negative when `a` is worse than `b`. */
export function compareConditions(a: Condition, b: Condition): number {
  return rankOf[a] - rankOf[b];
}

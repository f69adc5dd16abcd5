import type { WordRule } from './compiled.ts';
import { belowDown, stepLane } from './lane.ts';
import type { Sample } from './sample.ts';
import type { WordState } from './states.ts';

/** A label that is not told leaves everything as it was. */
export function stepWord(rule: WordRule, before: WordState | undefined, sample: Sample): WordState | undefined {
  const value = sample.labels[rule.label];
  if (value === undefined) return before;
  const good = rule.good.includes(value);
  if (before === undefined && good !== rule.afterGood) return undefined;
  const down = rule.down && stepLane(rule.down, before?.down ?? null, !good, good, sample);
  const stepped = rule.degraded && stepLane(rule.degraded, before?.degraded ?? null, !good, good, sample);
  const degraded = rule.degraded && belowDown(stepped, down);
  if (down === null && degraded === null && !rule.afterGood) return undefined;
  if (before && down === before.down && degraded === before.degraded && (good || value === before.value)) return before;
  return { type: 'word', value, degraded, down };
}

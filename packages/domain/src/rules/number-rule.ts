import type { NumberLane, NumberRule } from './compiled.ts';
import { belowDown, stepLane } from './lane.ts';
import type { Limit } from './limit.ts';
import type { Baseline, Sample } from './sample.ts';
import type { LaneState, LearningState, NumberState } from './states.ts';

const learning: LearningState = Object.freeze({ type: 'learning' });

/** Missing or meaningless numbers leave everything as it was. */
export function stepNumber(
  rule: NumberRule,
  before: NumberState | LearningState | undefined,
  sample: Sample,
): NumberState | LearningState | undefined {
  const value = valueOf(rule, sample.metrics);
  if (Number.isNaN(value)) return before;
  if (!rule.relative) return stepValue(rule, numbersOf(before), value, null, sample);
  const baseline = sample.baseline(rule.metric);
  if (baseline === null) return before ?? learning;
  if (!saysSomething(rule, baseline)) return numbersOf(before);
  return stepValue(rule, numbersOf(before), value, baseline, sample);
}

function numbersOf(before: NumberState | LearningState | undefined): NumberState | undefined {
  return before?.type === 'number' ? before : undefined;
}

function valueOf(rule: NumberRule, metrics: Sample['metrics']): number {
  const { least, of } = rule;
  if (least !== null && !((metrics[least.metric] ?? NaN) >= least.atLeast)) return NaN;
  const value = (metrics[rule.metric] ?? NaN) * rule.factor;
  if (of === null) return Number.isFinite(value) ? value : NaN;
  const whole = metrics[of] ?? rule.ofElse;
  const share = whole > 0 ? (value / whole) * 100 : NaN;
  return Number.isFinite(share) ? share : NaN;
}

/** Any number is many times nothing: without a floor a baseline of nothing says nothing. */
function saysSomething(rule: NumberRule, baseline: Baseline): boolean {
  if (rule.floor !== null) return true;
  const unit = (rule.degraded ?? rule.down)?.limit.unit;
  return unit === 'deviations' ? baseline.spread > 0 : baseline.median > 0;
}

function stepValue(
  rule: NumberRule,
  before: NumberState | undefined,
  value: number,
  baseline: Baseline | null,
  sample: Sample,
): NumberState | undefined {
  const down = stepLevel(rule, rule.down, before?.down ?? null, value, baseline, sample);
  const stepped = stepLevel(rule, rule.degraded, before?.degraded ?? null, value, baseline, sample);
  const degraded = rule.degraded === null ? null : belowDown(stepped, down);
  if (down === null && degraded === null) return undefined;
  const same = before !== undefined && down === before.down && degraded === before.degraded;
  if (same && isNear(value, before.value)) return before;
  return { type: 'number', value, usual: baseline?.median ?? null, degraded, down };
}

function stepLevel(
  rule: NumberRule,
  lane: NumberLane | null,
  before: LaneState | null,
  value: number,
  baseline: Baseline | null,
  sample: Sample,
): LaneState | null {
  if (lane === null) return null;
  const { floor } = rule;
  const own = sample.metrics[rule.metric] ?? NaN;
  const breached = passes(lane.limit, value, baseline) && (floor === null || passes(floor.limit, own, null));
  // The common case: nothing to remember and nothing to look at.
  if (!breached && before === null) return null;
  const clear = passes(lane.clear, value, baseline) || (floor !== null && passes(floor.clear, own, null));
  return stepLane(lane, before, breached, clear, sample);
}

function passes(limit: Limit, value: number, baseline: Baseline | null): boolean {
  const against = resolve(limit, baseline);
  switch (limit.operator) {
    case '>':
      return value > against;
    case '>=':
      return value >= against;
    case '<':
      return value < against;
    case '<=':
      return value <= against;
    case '==':
      return value === against;
    case '!=':
      return value !== against;
  }
}

function resolve({ unit, value }: Limit, baseline: Baseline | null): number {
  if (unit === 'plain' || baseline === null) return value;
  return unit === 'times' ? value * baseline.median : baseline.median + value * baseline.spread;
}

function isNear(value: number, told: number): boolean {
  return Math.abs(value - told) <= Math.abs(told) / 10;
}

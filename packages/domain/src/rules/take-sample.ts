import type { CompiledRuleSet } from './compiled.ts';
import { stepExpected } from './expected-rule.ts';
import { isOpen } from './gates.ts';
import { stepLostBeats } from './lost-beats-rule.ts';
import { stepNumber } from './number-rule.ts';
import type { Sample } from './sample.ts';
import { withState, type RuleState, type RuleStates } from './states.ts';
import { stepWord } from './word-rule.ts';

type SampledRule = CompiledRuleSet['sampled'][number];

/** Takes a beat that counts. The very same states come back when nothing changed, as after nearly every beat. */
export function takeSample(set: CompiledRuleSet, states: RuleStates, sample: Sample): RuleStates {
  let next = states;
  for (const rule of set.sampled) {
    const before = states[rule.id];
    const after = isOpen(rule.when, sample.gates) ? stepRule(rule, before, sample) : undefined;
    if (after !== before) next = withState(next, rule.id, after);
  }
  return next;
}

/** A state of another type was left by a rule that had this id before: it counts for nothing. */
function stepRule(rule: SampledRule, before: RuleState | undefined, sample: Sample): RuleState | undefined {
  switch (rule.type) {
    case 'number':
      return stepNumber(rule, before?.type === 'number' || before?.type === 'learning' ? before : undefined, sample);
    case 'word':
      return stepWord(rule, before?.type === 'word' ? before : undefined, sample);
    case 'expected':
      return stepExpected(rule, before?.type === 'expected' ? before : undefined, sample);
    case 'unwanted':
      return before?.type === 'unwanted' && sample.at < before.until ? before : undefined;
    case 'lost-beats':
      return stepLostBeats(rule, before?.type === 'lost-beats' ? before : undefined, sample);
  }
}

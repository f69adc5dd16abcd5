import type { Rule, RuleOf } from '@yagura/contract';
import { isAfter } from './anchor-order.ts';
import { compileLevels, deadband, refuse, type Outcome } from './compile-levels.ts';
import type { CompiledRule, ExpectedRule, Lane, LostBeatsRule, NumberRule, WordRule } from './compiled.ts';
import { parseLimit } from './limit.ts';
import { durationText } from './plain-duration.ts';

/** A rule as the fold runs it, or the field that is wrong, why, and what was most likely meant. */
export function compileRule(rule: Rule): Outcome<CompiledRule> {
  if (rule.slowBecause !== undefined && rule.vital === false)
    return refuse('slowBecause', 'only what is vital has to be quick; leave it out, or leave out "vital: false"');
  switch (rule.type) {
    case 'threshold':
    case 'capacity':
    case 'baseline':
      return compileNumber(rule);
    case 'state':
      return compileWord(rule);
    case 'expected':
      return compileExpected(rule);
    case 'unwanted': {
      const { event, says, holds, outside } = rule;
      return done({
        ...aboutOf(rule),
        type: 'unwanted',
        event,
        says,
        holdsMs: holds,
        outsideReset: outside === 'reset-window',
      });
    }
    case 'lost-beats':
      return compileLostBeats(rule);
    case 'restarts':
      return compileRestarts(rule);
    case 'clock':
      return rule.degraded < rule.note
        ? refuse(
            'degraded',
            `${durationText(rule.degraded)} comes before the note at ${durationText(rule.note)}; exchange them`,
          )
        : other(rule);
    case 'parity':
      return other(rule);
  }
}

/** Phases beyond open and closed are only known where a source tells them: on another calendar the rule is refused. */
export function needsPhases(rule: Pick<CompiledRule, 'when'>): boolean {
  return rule.when === 'continuous';
}

function aboutOf(rule: Rule) {
  const vital = rule.vital ?? rule.type === 'state';
  return { id: rule.id, when: rule.when ?? 'always', vital, slowBecause: rule.slowBecause ?? null } as const;
}

type Numeric = RuleOf<'threshold'> | RuleOf<'capacity'> | RuleOf<'baseline'>;

function compileNumber(rule: Numeric): Outcome<NumberRule> {
  const relative = rule.type === 'baseline';
  if (rule.type === 'threshold' && rule.ofElse !== undefined && rule.of === undefined)
    return refuse('ofElse', 'says what "of" is while it is not told; name that metric in "of", or leave it out');
  const levels = compileLevels(rule, relative);
  if (!levels.ok) return levels;
  const floor = compileFloor(rule.type === 'capacity' ? undefined : rule.floor);
  if (!floor.ok) return floor;
  const least = rule.type === 'capacity' ? undefined : rule.least;
  return done({
    ...aboutOf(rule),
    type: 'number',
    subject: subjectOf(rule),
    metric: rule.metric,
    ...shareOf(rule),
    factor: rule.type === 'capacity' ? 100 / (rule.tested ?? 100) : 1,
    least: least ?? null,
    floor: floor.value,
    relative,
    ...levels.value,
  });
}

function shareOf(rule: Numeric): Pick<NumberRule, 'of' | 'ofElse' | 'ageMs'> {
  if (rule.type !== 'threshold') return { of: null, ofElse: NaN, ageMs: 0 };
  return { of: rule.of ?? null, ofElse: rule.ofElse ?? NaN, ageMs: rule.age ?? 0 };
}

function subjectOf(rule: Numeric): string {
  if (rule.type === 'capacity') return `${rule.metric} in % of what was tested`;
  return rule.type === 'threshold' && rule.of ? `${rule.metric} in % of ${rule.of}` : rule.metric;
}

function compileFloor(text: string | undefined): Outcome<NumberRule['floor']> {
  if (text === undefined) return done(null);
  const parsed = parseLimit(text);
  if (!parsed.ok) return refuse('floor', parsed.text);
  const { delay, unit, value } = parsed.value;
  if (unit !== 'plain') return refuse('floor', `"${text}" must be in the metric's own unit, such as ">= ${value}"`);
  if (delay.kind === 'of' || delay.ms > 0)
    return refuse('floor', `"${text}" has a delay, which belongs to degraded or down; did you mean ">= ${value}"?`);
  return done({ limit: parsed.value, clear: deadband(parsed.value) });
}

function compileWord(rule: RuleOf<'state'>): Outcome<WordRule> {
  const { degraded, down, label, good, afterGood = false } = rule;
  if (degraded === undefined && down === undefined)
    return refuse('degraded', 'a rule needs a limit: for how long may it say another word? Such as degraded: "30s"');
  if (degraded !== undefined && down !== undefined && down <= degraded)
    return refuse(
      'down',
      `${durationText(down)} is no later than degraded at ${durationText(degraded)}; exchange them`,
    );
  const lane = (ms: number | undefined): Lane | null =>
    ms === undefined ? null : { delay: { kind: 'for', ms }, offMs: 0 };
  return done({ ...aboutOf(rule), type: 'word', label, good, afterGood, degraded: lane(degraded), down: lane(down) });
}

function compileExpected(rule: RuleOf<'expected'>): Outcome<ExpectedRule> {
  const { from, until, label, event, good } = rule;
  if (rule.when !== undefined && rule.when !== 'always')
    return refuse('when', 'an expected rule is asked between its "from" and "until"; leave "when" out');
  if ((event === undefined) === (label === undefined))
    return refuse('event', 'it waits for an event or for a label: name one of the two');
  if (label !== undefined && good === undefined)
    return refuse('good', `which words of ${label} are good? Such as good: ["logged-on"]`);
  if (event !== undefined && good !== undefined) return refuse('good', 'belongs to a label; an event has no words');
  const misplaced = stageProblem(rule);
  if (misplaced) return misplaced;
  return done({
    ...aboutOf(rule),
    type: 'expected',
    subject: event ?? `${label} ${good?.join(' or ')}`,
    event: event ?? null,
    label: label ?? null,
    good: good ?? [],
    progress: rule.progress ?? null,
    from,
    until,
    note: rule.note ?? null,
    degraded: rule.degraded ?? null,
    down: rule.down ?? null,
  });
}

/** Every instant after the one before it, as far as that can be said of all days. */
function stageProblem(rule: RuleOf<'expected'>) {
  const { from, note, degraded, down, until } = rule;
  if (note === undefined && degraded === undefined && down === undefined)
    return refuse('degraded', 'a rule needs a limit: by when is it due? Such as degraded: "open-30m"');
  const told = { from, note, degraded, down, until };
  const stages = Object.entries(told).flatMap(([field, text]) => (text === undefined ? [] : [{ field, text }]));
  for (const [index, stage] of stages.entries())
    for (const earlier of stages.slice(0, index))
      if (isAfter(stage.text, earlier.text) === false)
        return refuse(
          stage.field,
          `"${stage.text}" is not after ${earlier.field} ("${earlier.text}"); exchange them or move one`,
        );
  return null;
}

function compileLostBeats(rule: RuleOf<'lost-beats'>): Outcome<LostBeatsRule> {
  const { note = Infinity, degraded = Infinity, within } = rule;
  if (note === Infinity && degraded === Infinity)
    return refuse('degraded', 'a rule needs a limit: how many lost beats are too many? Such as degraded: 10');
  if (note !== Infinity && degraded <= note)
    return refuse('degraded', `${degraded} comes no later than the note at ${note}; exchange them`);
  return done({ ...aboutOf(rule), type: 'lost-beats', note, degraded, withinMs: within });
}

function compileRestarts(rule: RuleOf<'restarts'>): Outcome<CompiledRule> {
  const { degraded, down } = rule;
  if (degraded === undefined && down === undefined)
    return refuse('degraded', 'a rule needs a limit: how many restarts are too many? Such as degraded: 3');
  if (degraded !== undefined && down !== undefined && down <= degraded)
    return refuse('down', `${down} comes no later than degraded at ${degraded}; exchange them`);
  return other(rule);
}

function other(rule: RuleOf<'restarts'> | RuleOf<'clock'> | RuleOf<'parity'>): Outcome<CompiledRule> {
  return done({ ...aboutOf(rule), type: 'other', rule });
}

function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

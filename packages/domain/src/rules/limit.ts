import { parseDuration } from '@yagura/contract';
import { plainDuration } from './plain-duration.ts';

export const operators = ['>=', '<=', '==', '!=', '>', '<'] as const;
export type Operator = (typeof operators)[number];

/** How long, in covered time, or in how many samples a limit must be breached before that counts. */
export type Delay =
  | { readonly kind: 'for'; readonly ms: number }
  | { readonly kind: 'of'; readonly breached: number; readonly samples: number };

/** `times` the usual median, or so many robust `deviations` from it; `plain` in the metric's own unit. */
export type LimitUnit = 'plain' | 'times' | 'deviations';

export interface Limit {
  readonly operator: Operator;
  readonly value: number;
  readonly unit: LimitUnit;
  readonly delay: Delay;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string };

export const atOnce: Delay = { kind: 'for', ms: 0 };
/** The marks of a window are bits of one number. */
const maxSamples = 30;

const shape = /^\s*([^\s\d.+-]*)\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))(.*)$/;
/** What follows the number at once is a unit; after a space only what looks like one is. */
const unitFirst = /^(?!for\b|in\b)(\S+|\s+(?:%|×|[xz]|ms|s|secs?|seconds?|m|min|h|percent|pct))(?:\s+(.*))?$/i;
const spoken: Readonly<Record<string, Operator>> = {
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
};
const meant: Readonly<Record<string, Operator>> = {
  '=>': '>=',
  '=<': '<=',
  '=': '==',
  '===': '==',
  '<>': '!=',
  '!==': '!=',
  '!': '!=',
  '>>': '>',
  '<<': '<',
  over: '>',
  above: '>',
  more: '>',
  below: '<',
  under: '<',
  less: '<',
  is: '==',
};

/** "> 50 for 15s", ">= 2 in 3 of 5", "3x for 1m". What is refused names what was meant. */
export function parseLimit(text: string): Parsed<Limit> {
  const match = shape.exec(text);
  if (!match) return refused(`"${text}" is no limit; write it such as "> 50 for 15s" or ">= 2 in 3 of 5"`);
  const [, sign = '', number = '', tail = ''] = match;
  const [, unitText = '', rest = ''] = unitFirst.exec(tail) ?? ['', '', tail];
  const unit = unitOf(unitText.trim());
  if (unit === null) return refused(unitProblem(sign, number, unitText.trim(), rest));
  const operator = operatorOf(sign, unit, Number(number));
  if (operator === null) return refused(operatorProblem(sign, text));
  const delay = parseDelay(rest);
  return delay.ok ? { ok: true, value: { operator, value: Number(number), unit, delay: delay.value } } : delay;
}

function operatorOf(sign: string, unit: LimitUnit, value: number): Operator | null {
  // "3x" means three times or more, and "-6z" six deviations or more below: nobody writes the operator there.
  if (sign === '') return unit === 'plain' ? null : value < 0 ? '<=' : '>=';
  return operators.find((operator) => operator === sign) ?? spoken[sign] ?? null;
}

function unitOf(text: string): LimitUnit | null {
  if (text === '' || text === '%') return 'plain';
  if (text === 'x' || text === '×') return 'times';
  return text === 'z' ? 'deviations' : null;
}

function operatorProblem(sign: string, text: string): string {
  if (sign === '') return `"${text}" does not say which side is bad; did you mean "> ${text.trim()}"?`;
  const operator = meant[sign.toLowerCase()];
  const remedy = operator ? `did you mean "${operator}"?` : `use one of ${[...operators].join(' ')}`;
  return `"${sign}" is no comparison; ${remedy}`;
}

function unitProblem(sign: string, number: string, unit: string, rest: string): string {
  const without = [sign, number, rest].filter((part) => part !== '').join(' ');
  const word = /^[xz]$/i.test(unit) ? `did you mean "${number}${unit.toLowerCase()}"?` : `did you mean "${without}"?`;
  return `"${unit}" is no unit here: the metric's name says its unit; "%", "x" (times the usual) and "z" (deviations from it) may follow a number; ${word}`;
}

function parseDelay(text: string): Parsed<Delay> {
  if (text.trim() === '') return { ok: true, value: atOnce };
  const [word = '', ...words] = text.trim().split(/\s+/);
  const amount = words.join(' ');
  if (word === 'for') return parseFor(amount);
  if (word === 'in') return parseWindow(amount);
  const near = /^(during|over|f.{0,2}r|fo)$/i.test(word) ? `did you mean "for ${amount}"?` : null;
  return refused(
    `"${text.trim()}" is not understood; ${near ?? 'after the number may follow "for 15s" or "in 3 of 5"'}`,
  );
}

function parseFor(text: string): Parsed<Delay> {
  const ms = parseDuration(text);
  if (ms !== null && ms <= 86_400_000) return { ok: true, value: { kind: 'for', ms } };
  if (ms !== null) return refused(`"for ${text}" is longer than a day`);
  const near = plainDuration(text);
  return refused(
    `"for ${text}" is no duration; ${near ? `did you mean "for ${near}"?` : 'write it such as "for 15s" or "for 2m"'}`,
  );
}

function parseWindow(text: string): Parsed<Delay> {
  const match = /^(\d{1,3})\s*(of|\/|out of|from)\s*(\d{1,3})$/.exec(text);
  if (!match) return refused(`"in ${text}" is not understood; write it such as "in 3 of 5"`);
  const [, first = '', between, second = ''] = match;
  const [breached, samples] = [Number(first), Number(second)];
  if (between !== 'of') return refused(`"in ${text}" is not understood; did you mean "in ${first} of ${second}"?`);
  if (breached < 1) return refused(`"in ${text}" would always count; at least 1 sample must be over the limit`);
  if (breached > samples)
    return refused(`${breached} of ${samples} samples can never be; did you mean "in ${samples} of ${breached}"?`);
  if (samples > maxSamples) return refused(`"in ${text}" looks back over more than ${maxSamples} samples; use "for"`);
  return { ok: true, value: { kind: 'of', breached, samples } };
}

function refused(text: string): { readonly ok: false; readonly text: string } {
  return { ok: false, text };
}

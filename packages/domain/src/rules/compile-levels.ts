import type { NumberLane, RuleProblem, Says } from './compiled.ts';
import { atOnce, parseLimit, type Limit, type Operator } from './limit.ts';
import { limitText } from './limit-text.ts';

export interface LevelTexts {
  readonly degraded?: string | undefined;
  readonly down?: string | undefined;
  readonly clear?: string | undefined;
}

export type Levels = { readonly degraded: NumberLane | null; readonly down: NumberLane | null };
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: RuleProblem };

const opposite = { '>': '<=', '>=': '<=', '<': '>=', '<=': '>=', '==': '!=', '!=': '==' } as const satisfies Record<
  Operator,
  Operator
>;

/** Both limits of a rule of numbers and what clears them. */
export function compileLevels(texts: LevelTexts, relative: boolean): Outcome<Levels> {
  const degraded = readLimit('degraded', texts.degraded, relative);
  if (!degraded.ok) return degraded;
  const down = readLimit('down', texts.down, relative);
  if (!down.ok) return down;
  const first = degraded.value ?? down.value;
  if (first === null)
    return refuse('degraded', 'a rule needs a limit; write degraded, down or both, such as "> 50 for 15s"');
  const unordered = degraded.value && down.value && orderProblem(degraded.value, down.value);
  if (unordered) return refuse('down', unordered);
  const clear = readClear(texts.clear, first, relative);
  if (!clear.ok) return clear;
  return { ok: true, value: lanesOf(degraded.value, down.value, clear.value) };
}

function lanesOf(degraded: Limit | null, down: Limit | null, clear: Limit | null): Levels {
  const offMs = clear?.delay.kind === 'for' ? clear.delay.ms : 0;
  const lane = (limit: Limit, cleared: Limit): NumberLane => {
    const whole = { ...cleared, delay: { kind: 'for', ms: offMs } } as const;
    return { delay: limit.delay, offMs, limit, clear: whole, limitText: limitText(limit), clearText: limitText(whole) };
  };
  return {
    degraded: degraded && lane(degraded, clear ?? deadband(degraded)),
    // Its own deadband leads from down to degraded; the written one leads to ok.
    down: down && lane(down, degraded === null && clear ? clear : deadband(down)),
  };
}

/** Clears at a tenth less than what breaches it. */
export function deadband({ operator, value, unit }: Limit): Limit {
  const tenth = Math.abs(value) / 10;
  const isEquality = operator === '==' || operator === '!=';
  const moved = isEquality ? value : pointsUp(operator) ? value - tenth : value + tenth;
  // At zero there is no tenth, so that the limit itself must not clear what it breaches.
  const clears = value !== 0 || isEquality ? opposite[operator] : strictly(operator);
  return { operator: clears, value: Number(moved.toPrecision(12)), unit, delay: atOnce };
}

function strictly(operator: Operator): Operator {
  if (operator === '>=') return '<';
  return operator === '<=' ? '>' : opposite[operator];
}

function readLimit(field: Says, text: string | undefined, relative: boolean): Outcome<Limit | null> {
  if (text === undefined) return { ok: true, value: null };
  const parsed = parseLimit(text);
  if (!parsed.ok) return refuse(field, parsed.text);
  const { unit, value } = parsed.value;
  if (!relative && unit !== 'plain')
    return refuse(
      field,
      `"${text}" compares with what is usual, which only a rule with "type: baseline" knows; write "type: baseline" or a plain number`,
    );
  if (relative && unit === 'plain')
    return refuse(
      field,
      `"${text}" does not compare with what is usual; did you mean "${value}x" (times the usual), or a rule with "type: threshold"?`,
    );
  if (unit === 'times' && value <= 0)
    return refuse(field, `"${text}" is no multiple; write a number above 0, such as "3x"`);
  return { ok: true, value: parsed.value };
}

function orderProblem(degraded: Limit, down: Limit): string | null {
  if (sideOf(degraded.operator) !== sideOf(down.operator))
    return `down (${limitText(down)}) points the other way than degraded (${limitText(degraded)}); both must be on one side`;
  if (degraded.unit !== down.unit) return `down and degraded must be written both with "x" or both with "z"`;
  const further = pointsUp(degraded.operator) ? down.value - degraded.value : degraded.value - down.value;
  if (sideOf(degraded.operator) !== 'equal' && further < 0)
    return `down (${limitText(down)}) is reached before degraded (${limitText(degraded)}); exchange them`;
  const sameLimit = down.value === degraded.value && down.operator === degraded.operator;
  if (sameLimit && !isLonger(down, degraded))
    return `down (${limitText(down)}) is the same limit as degraded (${limitText(degraded)}) and no later; make its "for" longer, or leave degraded out`;
  return null;
}

function isLonger(down: Limit, degraded: Limit): boolean {
  if (down.delay.kind !== degraded.delay.kind) return true;
  if (down.delay.kind === 'for') return degraded.delay.kind === 'for' && down.delay.ms > degraded.delay.ms;
  return degraded.delay.kind === 'of' && down.delay.breached > degraded.delay.breached;
}

function readClear(text: string | undefined, limit: Limit, relative: boolean): Outcome<Limit | null> {
  if (text === undefined) return { ok: true, value: null };
  const proposal = `"${deadband(limit).operator} ${deadband(limit).value}${limit.unit === 'times' ? 'x' : limit.unit === 'deviations' ? 'z' : ''}"`;
  const parsed = parseLimit(text);
  if (!parsed.ok) return refuse('clear', parsed.text);
  const clear = parsed.value;
  if (clear.delay.kind === 'of') return refuse('clear', `"${text}": what clears takes "for 30s" and no "in N of M"`);
  if (clear.unit !== limit.unit && (!relative || clear.unit !== 'plain'))
    return refuse(
      'clear',
      `"${text}" has another unit than the limit (${limitText(limit)}); did you mean ${proposal}?`,
    );
  if (isWrongSide(clear, limit))
    return refuse('clear', `"${text}" would clear what breaches it (${limitText(limit)}); did you mean ${proposal}?`);
  return { ok: true, value: clear };
}

function isWrongSide(clear: Limit, limit: Limit): boolean {
  const side = sideOf(limit.operator);
  if (side === 'equal') return clear.operator === limit.operator;
  if (sideOf(clear.operator) === side || sideOf(clear.operator) === 'equal') return true;
  if (clear.unit !== limit.unit) return false;
  const both = clear.value === limit.value && clear.operator.endsWith('=') && limit.operator.endsWith('=');
  return both || (side === 'up' ? clear.value > limit.value : clear.value < limit.value);
}

function sideOf(operator: Operator): 'up' | 'down' | 'equal' {
  if (operator === '==' || operator === '!=') return 'equal';
  return pointsUp(operator) ? 'up' : 'down';
}

function pointsUp(operator: Operator): boolean {
  return operator === '>' || operator === '>=';
}

export function refuse(field: string, text: string): { readonly ok: false; readonly problem: RuleProblem } {
  return { ok: false, problem: { field, text } };
}

/** One figure beside the limit that was measured in the same run on the same machine. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: { readonly what: string; readonly value: number };
  /** value / limit: of a rate at most about 1, of a time or a cost seldom less. */
  readonly ratio: number;
  readonly budget?: { readonly text: string; readonly kept: boolean };
  /** What else was counted: samples, the worst, what must be 0. */
  readonly detail?: Readonly<Record<string, number>>;
}

export function figureOf(measured: Omit<Figure, 'ratio'>): Figure {
  const { figure, value, unit, limit, ...rest } = measured;
  return {
    figure,
    value: round(value),
    unit,
    limit: { what: limit.what, value: round(limit.value) },
    ratio: round(value / limit.value),
    ...rest,
    ...(rest.detail && {
      detail: Object.fromEntries(Object.entries(rest.detail).map(([name, n]) => [name, round(n)])),
    }),
  };
}

/** Three digits: more would only be this minute's weather. */
function round(value: number): number {
  return Number.isInteger(value) && Math.abs(value) < 10_000 ? value : Number(value.toPrecision(3));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWord = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** What keeps a value from being a figure; null when nothing does. */
export function faultOf(value: unknown): string | null {
  if (!isRecord(value)) return 'it is no object';
  const { figure, unit, limit, ratio, budget, detail, ...rest } = value;
  if (!isWord(figure) || !isWord(unit)) return 'figure and unit must be words';
  if (!isNumber(value['value']) || !isNumber(ratio)) return 'value and ratio must be numbers';
  if (!isRecord(limit) || !isWord(limit['what']) || !isNumber(limit['value']) || limit['value'] <= 0)
    return 'limit must say what it is and be a number above 0';
  if (Math.abs(ratio - value['value'] / limit['value']) > 0.02 * Math.abs(ratio) + 0.001)
    return 'ratio must be value / limit';
  if (budget !== undefined && !(isRecord(budget) && isWord(budget['text']) && typeof budget['kept'] === 'boolean'))
    return 'budget must say its text and whether it was kept';
  if (detail !== undefined && !(isRecord(detail) && Object.values(detail).every(isNumber)))
    return 'detail must hold numbers only';
  const unknown = Object.keys(rest).filter((name) => name !== 'value');
  return unknown.length > 0 ? `it has no ${unknown.join(', ')}` : null;
}

/** A figure as its line; one that is faulty is never printed. */
export function lineOf(figure: Figure): string {
  const fault = faultOf(figure);
  if (fault !== null) throw new Error(`not a figure: ${fault}: ${JSON.stringify(figure)}`);
  return JSON.stringify(figure);
}

export function printFigure(measured: Omit<Figure, 'ratio'>): void {
  process.stdout.write(`${lineOf(figureOf(measured))}\n`);
}

import { escapeIdentifier, escapeLiteral } from 'pg';

/** A piece of SQL whose every value is already a safe literal. */
export interface Sql {
  readonly text: string;
}

export type SqlValue = string | number | boolean | null | Sql;

/**
 * Values become literals instead of bind parameters: a parametrised query is five protocol messages, and a store that
 * multiplexes its clients over one session may put another client's message between two of them. A plain query is one.
 */
export function sql(parts: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  const [first = '', ...rest] = parts;
  return { text: rest.reduce((text, part, index) => text + literal(values[index] ?? null) + part, first) };
}

export function identifier(name: string): Sql {
  return { text: escapeIdentifier(name) };
}

/** A JSON literal that every Postgres accepts. */
export function json(value: unknown): Sql {
  return { text: `${escapeLiteral(jsonText(value))}::json` };
}

/** A value as it is read again once it was stored. */
export function asStored<T>(value: T): T {
  return JSON.parse(jsonText(value)) as T; // of the same shape: a few letters are others at most
}

/** Postgres has neither U+0000 nor half a surrogate pair. */
function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:u(?:0000|d[89a-f][0-9a-f]{2})|.)/g, (escape) =>
    /^\\u(?:0000|d[89a-f])/.test(escape) ? '\ufffd' : escape,
  );
}

function literal(value: SqlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return value.text;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return escapeLiteral(value.replaceAll('\0', '\ufffd'));
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number that SQL could hold`);
  return String(value);
}

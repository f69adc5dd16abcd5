import { instantSchema, sourceTimeSchema } from '@yagura/contract';

export const spanByDefaultMs = 24 * 3_600_000;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `from` and `to` as a query tells them; null when they are no instants or in the wrong order. */
export function spanOf(query: Readonly<Record<string, unknown>>, now: number): Span | null {
  const to = query['to'] === undefined ? now : instantOf(query['to']);
  if (to === null) return null;
  const from = query['from'] === undefined ? Math.max(0, to - spanByDefaultMs) : instantOf(query['from']);
  return from === null || from > to ? null : { from, to };
}

/** Milliseconds, or ISO 8601 with its zone, as everywhere on the desk. */
function instantOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const parsed = sourceTimeSchema.safeParse(/^\d{1,16}$/.test(value) ? Number(value) : value);
  return parsed.success && instantSchema.safeParse(parsed.data).success ? parsed.data : null;
}

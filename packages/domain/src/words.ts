/** An instant as a UTC clock, where its zone is told beside it; seconds, because operators compare it with logs. */
export function clockOf(instant: number): string {
  const secondsOfDay = Math.floor((instant % 86_400_000) / 1000);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(secondsOfDay / 3600))}:${part(Math.floor(secondsOfDay / 60) % 60)}:${part(secondsOfDay % 60)}`;
}

/** The same in a sentence, which may be read far from anything that tells its zone. */
export function utcOf(instant: number): string {
  return `${clockOf(instant)} UTC`;
}

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** The same with its day, for what may lie days ahead: an open after a holiday is not today's. */
export function dayUtcOf(instant: number): string {
  return `${weekdays[Math.floor(instant / 86_400_000) % 7]} ${utcOf(instant)}`;
}

/** A duration as a person says it: one decimal only where it helps. */
export function secondsOf(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} s`;
}

/** How a sentence ends with what somebody wrote; people and programs end theirs as they like. */
export function endingWith(message: string | undefined): string {
  const said = message?.trim() ?? '';
  if (said === '') return '.';
  return /[.!?…]$/.test(said) ? `: ${said}` : `: ${said}.`;
}

/** A figure as people read it: no more digits than it has meaning. */
export function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

export const healthWords = {
  down: 'DOWN',
  'no-sight': 'NO SIGHT',
  degraded: 'DEGRADED',
  planned: 'PLANNED',
  closed: 'CLOSED',
  ok: 'OK',
} as const;

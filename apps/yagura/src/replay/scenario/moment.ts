const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const partPattern = /(\d+(?:\.\d+)?)(ms|s|min|m|h|d)/g;
const wholePattern = /^(?:\d+(?:\.\d+)?(?:ms|s|min|m|h|d))+$/;
const clockPattern = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,3})?))?$/;
const startPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const dayMs = 86_400_000;

/** Where a scenario begins, and how far its clocks are ahead of UTC: its own offset, so that no machine's zone decides. */
export interface Start {
  readonly at: number;
  readonly offsetMs: number;
}

export const momentHelp =
  'an offset from the start such as "1h24m3s", or a clock of the start\'s zone such as "08:54:00"';

/** "2020-10-01T06:30:00+09:00"; null for anything that does not say its zone. */
export function parseStart(text: string): Start | null {
  const zone = startPattern.exec(text)?.[1];
  const at = Date.parse(text);
  if (zone === undefined || Number.isNaN(at)) return null;
  if (zone === 'Z') return { at, offsetMs: 0 };
  const ahead = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
  return { at, offsetMs: zone.startsWith('-') ? -ahead : ahead };
}

/** "1h24m3s" as milliseconds; null for anything else. */
export function parseOffset(text: string): number | null {
  if (!wholePattern.test(text)) return null;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(partPattern)) sum += Number(amount) * (unitMs[unit ?? ''] ?? 0);
  return Math.round(sum);
}

/** An instant as a line says it. A clock is the first such at or after the start; null for what is neither. */
export function parseMoment(text: string, start: Start): number | null {
  const offset = parseOffset(text);
  if (offset !== null) return start.at + offset;
  const clock = clockPattern.exec(text);
  if (!clock) return null;
  const ofDay = (Number(clock[1]) * 60 + Number(clock[2])) * 60_000 + Math.round(Number(clock[3] ?? 0) * 1000);
  const startOfDay = (start.at + start.offsetMs) % dayMs;
  return start.at + ((ofDay - startOfDay + dayMs) % dayMs);
}

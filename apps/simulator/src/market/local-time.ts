const dayMs = 86_400_000;
/** Every zone's offset is a whole number of quarter hours, and changes at one. */
const quarterMs = 900_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  quarter: number;
  offsetMs: number;
}
/** Asking the platform costs microseconds and each beat asks several times; one remembered quarter hour a zone is enough. */
const zones = new Map<string, Zone>();

export interface LocalTime {
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Minutes since local midnight, with fractions. */
  readonly minute: number;
}

export function localTime(timeZone: string, at: number): LocalTime {
  const local = at + offsetMs(timeZone, at);
  const day = Math.floor(local / dayMs);
  return { weekday: (((day + 4) % 7) + 7) % 7, minute: (local - day * dayMs) / 60_000 };
}

function offsetMs(timeZone: string, at: number): number {
  const quarter = Math.floor(at / quarterMs);
  const known = zones.get(timeZone) ?? { format: formatOf(timeZone), quarter: Number.NaN, offsetMs: 0 };
  if (known.quarter !== quarter) {
    known.offsetMs = wallClock(known.format, quarter * quarterMs) - quarter * quarterMs;
    known.quarter = quarter;
    zones.set(timeZone, known);
  }
  return known.offsetMs;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
}

/** What the clocks of the zone show, read as if it were UTC. */
function wallClock(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

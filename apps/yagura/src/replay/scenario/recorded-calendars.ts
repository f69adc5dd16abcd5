import type { CalendarFile } from '@yagura/contract';
import type { Header } from './header-schema.ts';

export type RecordedCalendars = Pick<CalendarFile, 'sources' | 'calendars'>;

interface RecordedSpan {
  readonly start: number;
  readonly end: number;
}

const dayMs = 86_400_000;
/** So that the open before and the one after can be told; nobody wrote more of that time down. */
const coveredBesideMs = 7 * dayMs;

/** A scenario's own calendars as a calendar file has them. */
export function recordedCalendars(header: Header, span: RecordedSpan): RecordedCalendars {
  const told = Object.entries(header.calendars).map(([id, calendar], index) => ({
    id,
    calendar,
    key: `recorded-${index + 1}`,
  }));
  const coveredFrom = dateOf(span.start - coveredBesideMs);
  const coveredUntil = dateOf(span.end + coveredBesideMs);
  return {
    sources: Object.fromEntries(
      told.map(({ key, calendar }) => [key, { source: calendar.source, asOf: dateOf(span.start) }]),
    ),
    calendars: Object.fromEntries(
      told.map(({ id, calendar, key }) => [
        id,
        { ...calendar, name: calendar.name ?? id, source: key, phases: [], coveredFrom, coveredUntil },
      ]),
    ),
  };
}

/** The days of a recording have calendars of their own: those that ship are about today. */
export function inPlaceOfShipped(shipped: CalendarFile, recorded: RecordedCalendars): CalendarFile {
  const aliases = Object.entries(shipped.aliases).filter(([id]) => recorded.calendars[id] === undefined);
  return {
    ...shipped,
    sources: { ...shipped.sources, ...recorded.sources },
    calendars: { ...shipped.calendars, ...recorded.calendars },
    aliases: Object.fromEntries(aliases),
  };
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

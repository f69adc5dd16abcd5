import {
  weekdays,
  type Calendar,
  type CalendarEntry,
  type CalendarFile,
  type CalendarOverride,
  type DeskFile,
  type PhaseSpan,
  type SameAsEntry,
  type SessionPlan,
} from '@yagura/contract';
import { expandClocks, expandClosures } from './expand-dates.ts';

/** Everything of a calendar but what its zone does: that is asked of a machine once, when a desk is read. */
export type ZonelessCalendar = Omit<Calendar, 'offsets'>;
type Site = DeskFile['sites'][number];

/** The calendar of a venue or segment, or of another that keeps the same days and hours; null where the file has none. */
export function calendarFromFile(
  file: CalendarFile,
  id: string,
  overrides: readonly CalendarOverride[],
): ZonelessCalendar | null {
  const alias = file.aliases[id];
  const entry = file.calendars[alias?.sameAs ?? id];
  if (!entry) return null;
  const told = alias ?? entry;
  return {
    ...daysOf(entry),
    id,
    venue: id.split('/')[0]!,
    breaks: entry.breaks.map(clocksOf),
    phases: told.phases.map((row) => phaseOf(file, row)),
    session: sessionOf(file, told.session ?? entry.session),
    overrides: overrides.filter(({ calendar }) => calendar === id),
    provenance: provenanceOf(file, told.source),
    note: noteOf(entry, alias),
  };
}

/** When people work at a site, as a calendar `site:ID`; null where the desk does not say. */
export function calendarOfSite(
  file: CalendarFile,
  site: Site,
  overrides: readonly CalendarOverride[],
): ZonelessCalendar | null {
  const hours = site.businessHours;
  if (!hours) return null;
  const id = `site:${site.id}`;
  return {
    id,
    venue: null,
    timeZone: site.timeZone,
    tradingDays: hours.days,
    open: hours.from,
    close: hours.to,
    breaks: [],
    closures: [],
    earlyCloses: {},
    lateOpens: {},
    phases: [],
    session: { before: 0, after: 0, resets: [] },
    overrides: overrides.filter(({ calendar }) => calendar === id),
    coveredFrom: file.sites.coveredFrom,
    coveredUntil: file.sites.coveredUntil,
    provenance: { source: `business hours of ${site.name} in the desk file`, asOf: file.sites.coveredFrom },
    note: null,
  };
}

/** What is wrong with a calendar file beyond its form: names that lead nowhere, and days with two clocks. */
export function calendarFileProblems(file: CalendarFile): string[] {
  const entries = Object.entries({ ...file.calendars, ...file.aliases });
  const sources = entries.flatMap(([id, { source, phases }]) =>
    [source, ...phases.map((row) => row.source)]
      .filter((name) => file.sources[name] === undefined)
      .map((name) => `${id}: there is no source "${name}"`),
  );
  const aliases = Object.entries(file.aliases)
    .filter(([, { sameAs }]) => file.calendars[sameAs] === undefined)
    .map(([id, { sameAs }]) => `${id}: there is no calendar "${sameAs}"`);
  const doubles = Object.entries(file.calendars).flatMap(([id, entry]) =>
    clocksByDate(entry).conflicts.map((date) => `${id}: ${date} has two clocks`),
  );
  return [...sources, ...aliases, ...doubles];
}

function daysOf(entry: CalendarEntry) {
  const [open, close] = clocksOf(entry.hours);
  const { closures, closes, opens } = clocksByDate(entry);
  return {
    timeZone: entry.timeZone,
    tradingDays: maskOf(entry),
    open,
    close,
    closures,
    earlyCloses: closes,
    lateOpens: opens,
    coveredFrom: entry.coveredFrom,
    coveredUntil: entry.coveredUntil,
  };
}

function clocksByDate(entry: CalendarEntry) {
  const week = { from: entry.coveredFrom, until: entry.coveredUntil, tradingDays: maskOf(entry) };
  const closures = expandClosures(entry.closures, week);
  const reach = { ...week, closures: new Set(closures) };
  const closes = expandClocks(entry.closesAt, reach);
  const opens = expandClocks(entry.opensAt, reach);
  return {
    closures,
    closes: closes.byDate,
    opens: opens.byDate,
    conflicts: [...closes.conflicts, ...opens.conflicts],
  };
}

function maskOf(entry: CalendarEntry): string {
  return weekdays.map((weekday) => (entry.tradingDays.includes(weekday) ? '1' : '0')).join('');
}

function clocksOf(hours: string): [string, string] {
  return [hours.slice(0, 5), hours.slice(6)];
}

function phaseOf(file: CalendarFile, row: CalendarEntry['phases'][number]): PhaseSpan {
  const [from, to] = clocksOf(row.hours);
  return { phase: row.phase, from, to, on: row.on, ...provenanceOf(file, row.source) };
}

function provenanceOf(file: CalendarFile, name: string) {
  const known = file.sources[name];
  if (!known) throw new Error(`the calendar file has no source "${name}"`);
  return { source: known.source, asOf: known.asOf };
}

function sessionOf(file: CalendarFile, own: CalendarEntry['session']): SessionPlan {
  return {
    before: own?.before ?? file.session.before,
    after: own?.after ?? file.session.after,
    resets: (own?.resets ?? []).map(({ days, hours }) => {
      const [from, to] = clocksOf(hours);
      return { days: days.map((weekday) => weekdays.indexOf(weekday) + 1), from, to };
    }),
  };
}

function noteOf(entry: CalendarEntry, alias: SameAsEntry | undefined): string | null {
  const notes = [alias && `The days and hours of ${alias.sameAs}.`, alias?.note, entry.note];
  return notes.filter((note) => note !== undefined).join(' ') || null;
}

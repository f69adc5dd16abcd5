import type { Calendar, CalendarFile, CalendarOverride, DeskFile } from '@yagura/contract';
import { calendarFromFile, calendarOfSite } from '@yagura/domain';
import { zoneOffsets } from './zone-offsets.ts';

const dayMs = 86_400_000;
const sitePrefix = 'site:';

/** The calendars of these ids, each once and in the order of their names; an id that nobody defines is left out. */
export function resolveCalendars(
  file: CalendarFile,
  wanted: Iterable<string>,
  overrides: readonly CalendarOverride[],
  sites: DeskFile['sites'],
): Calendar[] {
  return [...new Set(wanted)].toSorted().flatMap((id) => {
    const site = id.startsWith(sitePrefix) && sites.find((candidate) => `${sitePrefix}${candidate.id}` === id);
    const calendar = site ? calendarOfSite(file, site, overrides) : calendarFromFile(file, id, overrides);
    if (!calendar) return [];
    // A day's session may begin before its date does, and no zone is a day ahead or behind.
    const from = Date.parse(calendar.coveredFrom) - 3 * dayMs;
    const until = Date.parse(calendar.coveredUntil) + 3 * dayMs;
    return [{ ...calendar, offsets: zoneOffsets(calendar.timeZone, from, until) }];
  });
}

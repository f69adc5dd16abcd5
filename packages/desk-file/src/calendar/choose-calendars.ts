import type { CalendarFile, DeskFile, Kind } from '@yagura/contract';
import type { Report } from '../problem.ts';
import { suggest } from '../suggest.ts';

/** Ids of calendars; null where it follows none. */
export interface Chosen {
  readonly calendar: string | null;
  readonly runs: string | null;
}

/** A word of the desk file and no calendar of the shipped ones: nothing about it changes, so nothing needs to be laid out. */
export const alwaysOpen = 'always';

type Component = DeskFile['components'][number];
type Field = 'calendar' | 'runs';

/** What clients and offices share is no market's: it follows one only where it says so. */
export const followNoVenue: ReadonlySet<Kind> = new Set<Kind>(['network', 'client-access']);

/** The calendars that ship, the business hours of sites, and `always` for what trades without a pause. */
export function knownCalendars(desk: DeskFile, file: CalendarFile): ReadonlySet<string> {
  const hours = desk.sites.filter(({ businessHours }) => businessHours !== undefined).map(({ id }) => `site:${id}`);
  return new Set([alwaysOpen, ...Object.keys(file.calendars), ...Object.keys(file.aliases), ...hours]);
}

/** Which calendars each component follows: its own word, else its kind's, else its venue's, where one is known. */
export function chooseCalendars(desk: DeskFile, known: ReadonlySet<string>, report: Report): Chosen[] {
  reportKinds(desk, known, report);
  return desk.components.map((component, index) => {
    const choose = (field: Field, otherwise: string) => {
      const own = component[field];
      if (own === undefined) return resolve(desk.defaults[component.kind]?.[field] ?? otherwise, component, known);
      const chosen = resolve(own, component, known);
      if (chosen === null && own !== 'none') report(['components', index, field], lackOf(own, component, known));
      return chosen;
    };
    return {
      calendar: choose('calendar', followNoVenue.has(component.kind) ? 'none' : 'venue'),
      runs: choose('runs', 'none'),
    };
  });
}

function resolve(written: string, { venue }: Component, known: ReadonlySet<string>): string | null {
  const id = written === 'venue' ? venue : written;
  return id !== undefined && known.has(id) ? id : null;
}

/** What a kind says is checked once; `venue` is each component's own. */
function reportKinds(desk: DeskFile, known: ReadonlySet<string>, report: Report): void {
  for (const [kind, defaults] of Object.entries(desk.defaults))
    for (const field of ['calendar', 'runs'] as const) {
      const written = defaults[field];
      if (written === undefined || written === 'venue' || written === 'none' || known.has(written)) continue;
      report(['defaults', kind, field], unknownCalendar(written, known));
    }
}

function lackOf(written: string, { venue }: Component, known: ReadonlySet<string>): string {
  if (written !== 'venue') return unknownCalendar(written, known);
  if (venue === undefined) return 'is that of its venue, but it names none; name one in "venue", or a calendar here';
  return unknownCalendar(venue, known);
}

export function unknownCalendar(id: string, known: ReadonlySet<string>): string {
  if (id.startsWith('site:') && !known.has(id))
    return `there are no business hours of "${id.slice(5)}"; give that site its "businessHours"${suggest(id, known)}`;
  return `there is no calendar "${id}"${suggest(id, known)}`;
}

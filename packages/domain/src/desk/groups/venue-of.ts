import type { BoardComponent } from '@yagura/contract';

const venueCalendar = /^[A-Z0-9]{4}(\/|$)/;

/** Venue × segment: the calendar says the segment, where it is a venue's. Business hours and round-the-clock are nobody's venue. */
export function venueOf({ calendar, venue }: Pick<BoardComponent, 'calendar' | 'venue'>): string | null {
  return calendar !== null && venueCalendar.test(calendar) ? calendar : venue;
}

import type { Calendar } from '@yagura/contract';

/** When a market trades. */
export type Market =
  | { readonly hours: 'calendar'; readonly calendar: Calendar }
  /** Opens on Sunday and closes on Friday, in minutes of the day. */
  | { readonly hours: 'week'; readonly timeZone: string; readonly opensSunday: number; readonly closesFriday: number }
  | { readonly hours: 'always' };

const fivePm = 17 * 60;

/** Venues that publish no calendar: as far as a believable load needs their hours, and nothing is judged by them. */
const withoutCalendar: Readonly<Record<string, Market>> = {
  LMAX: { hours: 'week', timeZone: 'America/New_York', opensSunday: fivePm, closesFriday: fivePm },
};

export function marketWithoutCalendar(venue: string): Market | null {
  return withoutCalendar[venue] ?? null;
}

const always: Market = { hours: 'always' };

/** Digital assets trade on venues without a market code, and never close. */
export function marketOfService(service: string): Market | null {
  return /^digital-assets(-|$)/.test(service) ? always : null;
}

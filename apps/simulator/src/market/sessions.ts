/** When a market trades, as far as a believable load needs it: no holidays, no auctions. */
export type Market =
  | {
      readonly hours: 'day';
      readonly timeZone: string;
      readonly open: number;
      readonly close: number;
      readonly lunch: readonly [from: number, to: number] | null;
    }
  /** Opens on Sunday and closes on Friday, with a pause each day in between. */
  | {
      readonly hours: 'week';
      readonly timeZone: string;
      readonly opensSunday: number;
      readonly closesFriday: number;
      readonly pause: readonly [from: number, to: number] | null;
    }
  | { readonly hours: 'always' };

export function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function day(timeZone: string, open: string, close: string, lunch?: readonly [string, string]): Market {
  return {
    hours: 'day',
    timeZone,
    open: minuteOf(open),
    close: minuteOf(close),
    lunch: lunch === undefined ? null : [minuteOf(lunch[0]), minuteOf(lunch[1])],
  };
}

const byVenue: Readonly<Record<string, Market>> = {
  XASX: day('Australia/Sydney', '10:00', '16:00'),
  XHKG: day('Asia/Hong_Kong', '09:30', '16:00', ['12:00', '13:00']),
  XTKS: day('Asia/Tokyo', '09:00', '15:30', ['11:30', '12:30']),
  XSES: day('Asia/Singapore', '09:00', '17:00', ['12:00', '13:00']),
  XETR: day('Europe/Berlin', '09:00', '17:30'),
  XSWX: day('Europe/Zurich', '09:00', '17:30'),
  XPAR: day('Europe/Paris', '09:00', '17:30'),
  XLON: day('Europe/London', '08:00', '16:30'),
  XNYS: day('America/New_York', '09:30', '16:00'),
  XNAS: day('America/New_York', '09:30', '16:00'),
  XCBO: day('America/Chicago', '08:30', '15:15'),
  XCME: {
    hours: 'week',
    timeZone: 'America/Chicago',
    opensSunday: minuteOf('17:00'),
    closesFriday: minuteOf('16:00'),
    pause: [minuteOf('16:00'), minuteOf('17:00')],
  },
  LMAX: {
    hours: 'week',
    timeZone: 'America/New_York',
    opensSunday: minuteOf('17:00'),
    closesFriday: minuteOf('17:00'),
    pause: null,
  },
};

export function marketOfVenue(venue: string): Market | null {
  return byVenue[venue] ?? null;
}

const always: Market = { hours: 'always' };

/** Digital assets trade on venues without a market code, and never close. */
export function marketOfService(service: string): Market | null {
  return /^digital-assets(-|$)/.test(service) ? always : null;
}

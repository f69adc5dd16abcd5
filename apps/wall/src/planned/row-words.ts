import type { Flexible, Mute, Recurs } from '@yagura/contract';
import { lengthText, spanText, untilText, whenText } from '../waivers/time-words.ts';
import { countdown } from '../header/venue-band.ts';
import type { PlannedRow } from './planned-row.ts';

export interface StateWords {
  /** `MUTED`, `WORK`, `TO APPROVE`, … */
  readonly word: string;
  readonly when: string;
  /** `23 min left`, `in 5 h 10`; null where nothing runs. */
  readonly left: string | null;
}

/** How one stands, in words for its line. */
export function stateWords({ kind, state, from, until, endedAt }: PlannedRow, now: number): StateWords {
  const ahead = from > now ? `in ${countdown((from - now) / 1000)}` : null;
  switch (state) {
    case 'in-force': {
      const [when = '', left = null] = untilText(until, now).split(', ');
      return { word: kind === 'mute' ? 'MUTED' : 'WORK', when, left };
    }
    case 'proposed':
      return { word: 'TO APPROVE', when: spanText(from, until, now), left: ahead };
    case 'flexible':
      return { word: 'TO START', when: spanText(from, until, now), left: ahead };
    case 'ahead':
      return { word: 'COMING', when: spanText(from, until, now), left: ahead };
    case 'over':
      return { word: 'OVER', when: endedAt === null ? '' : `since ${whenText(endedAt, now)}`, left: null };
  }
}

/** `gw-1, gw-2 + 3` */
export function componentsText({ components, count }: Pick<PlannedRow, 'components' | 'count'>, shown: number): string {
  const names = components.slice(0, shown);
  return `${names.join(', ')}${count > names.length ? ` + ${count - names.length}` : ''}`;
}

export function levelText({ upTo }: Pick<Mute, 'upTo'>): string {
  return upTo === 'down'
    ? 'Nothing is announced of it, whatever happens.'
    : 'When it goes down or out of sight it is announced all the same.';
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const nthWords = { 1: 'the first', 2: 'the second', 3: 'the third', 4: 'the fourth', last: 'the last' } as const;

export function weekdayName(day: number): string {
  return weekdayNames[day - 1] ?? '';
}

/** `every Sat, Sun at 22:00 (Europe/London) for 6 h, 2026-03-07 to 2026-06-27` */
export function recursText({ zone, weekdays, nth, at, lastsMs, firstDate, lastDate }: Recurs): string {
  const days = weekdays.map(weekdayName).join(', ');
  const which = nth === null ? `every ${days}` : `${nthWords[nth as keyof typeof nthWords]} ${days} of each month`;
  return `${which} at ${at} (${zone}) for ${lengthText(lastsMs)}, ${firstDate} to ${lastDate}`;
}

export function flexibleText({ earliest, latest, lastsMs }: Flexible, now: number): string {
  return `begins when somebody starts it, ${spanText(earliest, latest, now)}, and takes ${lengthText(lastsMs)}`;
}

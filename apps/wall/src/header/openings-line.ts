import type { Opening } from '@yagura/contract';

export interface OpeningWords {
  readonly calendar: string;
  /** `XLON opened: 41 of 42 ready` */
  readonly text: string;
  /** Who was not, in short; null where all were. */
  readonly missing: string | null;
}

/** Markets that opened within the last minutes, and who was ready: what a calendar predicted is told in one line. */
export function openingsLine(openings: readonly Opening[], second: number): OpeningWords[] {
  return openings
    .filter(({ until }) => until > second * 1000)
    .map(({ calendar, ready, expected, missing }) => {
      const more = expected - ready - missing.length;
      return {
        calendar,
        text: `${calendar} opened: ${ready} of ${expected} ready`,
        missing: missing.length === 0 ? null : `not ${missing.join(', ')}${more > 0 ? ` + ${more}` : ''}`,
      };
    });
}

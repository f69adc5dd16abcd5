import { clockNames, type ClockName, type ClockSegment } from '@yagura/contract';
import { clockOf } from '@yagura/domain';
import { ageText } from '../board/age.ts';

/** In hundredths of the whole bar. */
export interface Stretch {
  readonly left: number;
  readonly width: number;
}

export interface SegmentBar extends Stretch {
  readonly runs: boolean;
  /** The part of it that is past its instant. */
  readonly late: Stretch | null;
  readonly text: string;
}

export interface ClockBar {
  readonly clock: ClockName;
  readonly segments: readonly SegmentBar[];
}

/** Each clock as one bar over the same time, so that one sees where nobody had it and where nobody said a word. */
export function clockBars(clocks: readonly ClockSegment[], now: number): ClockBar[] {
  const begins = Math.min(...clocks.map(({ from }) => from));
  const ends = Math.max(begins + 1, ...clocks.map(({ to, dueAt }) => to ?? Math.max(now, dueAt)));
  const stretch = (from: number, to: number): Stretch => ({
    left: (100 * (from - begins)) / (ends - begins),
    width: (100 * Math.max(0, to - from)) / (ends - begins),
  });
  return clockNames.flatMap((clock) => {
    const segments = clocks
      .filter((segment) => segment.clock === clock)
      .map((segment) => {
        const { from, dueAt, to } = segment;
        const until = to ?? Math.max(from, now);
        const late = until > dueAt ? stretch(dueAt, until) : null;
        return { ...stretch(from, until), runs: to === null, late, text: segmentText(segment, now) };
      });
    return segments.length === 0 ? [] : [{ clock, segments }];
  });
}

function segmentText({ from, dueAt, to }: ClockSegment, now: number): string {
  const until = to ?? now;
  const span = `${clockOf(from)} to ${to === null ? 'now' : clockOf(to)}`;
  const late = until > dueAt ? `, late by ${ageText((until - dueAt) / 1000)}` : '';
  return `${span}, due ${clockOf(dueAt)}${late}`;
}

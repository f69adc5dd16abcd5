import type { ScreenReport } from '@yagura/contract';
import type { Size } from '../board/rect.ts';

export interface ReportFacts {
  readonly paintedMsAgo: number;
  readonly frameDelayMs: number;
  readonly heapBytes: number | null;
  readonly droppedFrames: number;
  readonly size: Size;
  readonly sound: ScreenReport['sound'];
  readonly fits: boolean;
}

const most = Number.MAX_SAFE_INTEGER;

/** What this screen says of itself, in whole numbers. */
export function reportOf(facts: ReportFacts): ScreenReport {
  const { paintedMsAgo, frameDelayMs, heapBytes, droppedFrames, size, sound, fits } = facts;
  return {
    paintedMsAgo: whole(paintedMsAgo),
    lagMs: whole(frameDelayMs),
    heapBytes: heapBytes === null ? null : whole(heapBytes),
    droppedFrames: whole(droppedFrames),
    width: whole(size.width),
    height: whole(size.height),
    sound,
    fits,
  };
}

function whole(value: number): number {
  return Math.round(Math.min(most, Math.max(0, value)));
}

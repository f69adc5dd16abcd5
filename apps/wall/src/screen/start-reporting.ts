import type { ScreenReport } from '@yagura/contract';
import type { Size } from '../board/rect.ts';
import type { Timers } from '../connection/timers.ts';
import type { DeskStore } from '../desk/store.ts';
import { reportOf } from './report.ts';
import type { ScreenStore } from './screen.ts';
import { watchPaint, type Frames, type PaintWatch } from './watch-paint.ts';

export const reportEveryMs = 5000;

export interface ReportingOptions {
  readonly screen: ScreenStore;
  readonly desk: DeskStore;
  readonly timers: Timers;
  readonly frames: Frames;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly size: () => Size;
  /** null where the browser does not say. */
  readonly heapBytes: () => number | null;
  readonly send: (report: ScreenReport) => void;
}

/** A registered screen says how it is: whenever it is told what it is, every five seconds, and when its sound changes. */
export function startReporting(options: ReportingOptions): { stop(): void } {
  const { screen, timers, frames, now } = options;
  let watch: PaintWatch | null = null;
  const report = () => {
    if (screen.getState().settings === null) return;
    watch ??= watchPaint(frames, now);
    options.send(reportNow(options, watch));
  };
  const stopTicking = timers.every(reportEveryMs, report);
  const stopHearing = screen.subscribe((after, before) => {
    const isTold = after.settings !== before.settings;
    if (isTold || after.sound !== before.sound || after.fits !== before.fits) report();
  });
  return {
    stop() {
      stopTicking();
      stopHearing();
      watch?.stop();
    },
  };
}

function reportNow({ screen, desk, size, heapBytes }: ReportingOptions, watch: PaintWatch): ScreenReport {
  const { sound, fits } = screen.getState();
  return reportOf({
    paintedMsAgo: watch.paintedMsAgo(),
    frameDelayMs: desk.state.getState().frameDelayMs,
    heapBytes: heapBytes(),
    droppedFrames: watch.takeDropped(),
    size: size(),
    sound,
    fits,
  });
}

/** The frames of this page, as the browser really asks for them. */
export interface Frames {
  request(run: () => void): number;
  cancel(request: number): void;
}

export interface PaintWatch {
  /** Since the newest frame. */
  paintedMsAgo(): number;
  /** Frames that should have been and were not, since this was asked last. */
  takeDropped(): number;
  stop(): void;
}

/** However quick the display: a frame that came sooner than this was not one of its own. */
const shortestMs = 4;
/** What is longer was no slip of a frame: the page did not run, and that is told by how old the newest frame is. */
const longestGapMs = 1000;

/** A page that paints nothing is frozen though it runs: so it is frames that are watched, and no timer. */
export function watchPaint(frames: Frames, now: () => number): PaintWatch {
  let last = now();
  let usual = longestGapMs;
  let dropped = 0;
  let request = 0;
  const onFrame = () => {
    const at = now();
    const gap = at - last;
    last = at;
    usual = usualGap(usual, gap);
    dropped += droppedIn(gap, usual);
    request = frames.request(onFrame);
  };
  request = frames.request(onFrame);
  return {
    paintedMsAgo: () => Math.max(0, now() - last),
    takeDropped() {
      const taken = dropped;
      dropped = 0;
      return taken;
    },
    stop: () => frames.cancel(request),
  };
}

/** The shortest gap is how often the display wants a frame; it fades, so that another display is learned. */
function usualGap(usual: number, gap: number): number {
  return gap < shortestMs ? usual : Math.min(gap, usual * 1.001);
}

export function droppedIn(gap: number, usual: number): number {
  return gap >= longestGapMs ? 0 : Math.max(0, Math.round(gap / usual) - 1);
}

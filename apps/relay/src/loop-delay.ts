import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;

/** The longest that our own event loop kept something waiting since it was last asked. */
export function startLoopDelay(): { read(): number; stop(): void } {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return {
    read() {
      const longest = Math.max(0, histogram.max / 1e6 - resolutionMs);
      histogram.reset();
      return Math.round(longest);
    },
    stop: () => void histogram.disable(),
  };
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';

export interface ProcessMetrics extends Metrics {
  stop: () => void;
}

const RESOLUTION_MS = 20;

/** The same metrics, with those of the process itself brought up to date whenever the text is asked for. */
export function withProcessMetrics(metrics: Metrics): ProcessMetrics {
  const loop = measureLoop(metrics);
  const updates = [loop.update, measureMemory(metrics), measureTime(metrics)];
  return {
    ...metrics,
    text() {
      for (const update of updates) update();
      return metrics.text();
    },
    stop: loop.stop,
  };
}

function measureLoop(metrics: Metrics): { update: () => void; stop: () => void } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const delay = metrics.gauge(
    'event_loop_delay_seconds',
    'How late the event loop was since the last scrape; quantile 1 is the worst.',
  );
  // Node records the distance between two samples, of which the resolution is no delay.
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3);
  return {
    update() {
      const seen = histogram.count > 0;
      delay.set(seen ? late(histogram.percentile(50)) : 0, { quantile: '0.5' });
      delay.set(seen ? late(histogram.percentile(99)) : 0, { quantile: '0.99' });
      delay.set(seen ? late(histogram.max) : 0, { quantile: '1' });
      histogram.reset();
    },
    stop: () => {
      histogram.disable();
    },
  };
}

function measureMemory(metrics: Metrics): () => void {
  const memory = metrics.gauge('process_memory_bytes', 'Memory of the process by kind.');
  return () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    memory.set(rss, { kind: 'resident' });
    memory.set(heapUsed, { kind: 'heap_used' });
    memory.set(heapTotal, { kind: 'heap_total' });
    memory.set(external, { kind: 'external' });
  };
}

function measureTime(metrics: Metrics): () => void {
  const uptime = metrics.gauge('process_uptime_seconds', 'Seconds since the process started.');
  const cpu = metrics.counter('process_cpu_seconds_total', 'Processor time used by the process, all threads.');
  let before = { user: 0, system: 0 };
  return () => {
    uptime.set(process.uptime());
    const now = process.cpuUsage();
    cpu.add((now.user - before.user) / 1e6, { mode: 'user' });
    cpu.add((now.system - before.system) / 1e6, { mode: 'system' });
    before = now;
  };
}

import type { PortName } from '@yagura/contract';
import type { Metrics } from '@yagura/service';
import type { Stored } from './entries/outgoing.ts';

const appendBuckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

export type CollectorMetrics = ReturnType<typeof createCollectorMetrics>;

function createCounters(metrics: Metrics) {
  const counter = (name: string, help: string) => metrics.counter(`collector_${name}_total`, help);
  return {
    beats: counter('beats', 'Beats and events by port and outcome.'),
    rejected: counter('rejected', 'Beats, events and requests not taken, by port and cause.'),
    entries: counter('entries', 'Entries by where they were stored first.'),
    stored: counter('beats_stored', 'Beats and events by where they were stored first; nowhere is a loss.'),
    appended: counter('appended', 'Entries that Redis has acknowledged, spooled ones included.'),
    spoolDropped: counter('spool_dropped', 'What the bounded spool dropped before it was delivered.'),
    spoolTorn: counter('spool_torn', 'Spooled lines that were damaged and skipped.'),
    deadlines: counter('deadlines', 'Silences for which an entry left at their deadline.'),
    paused: counter('paused_seconds', 'Time in which the event loop stood still or desk time jumped.'),
    kernelDrops: counter('udp_kernel_drops', 'Datagrams that the system dropped before they could be read.'),
  };
}

function createGauges(metrics: Metrics) {
  const gauge = (name: string, help: string) => metrics.gauge(`collector_${name}`, help);
  return {
    spoolBytes: gauge('spool_bytes', 'What waits on disk for Redis.'),
    spoolEntries: gauge('spool_entries', 'Entries of this run that wait on disk for Redis.'),
    onTheWay: gauge('on_the_way', 'Beats and events taken and not stored yet.'),
    requests: gauge('requests_in_flight', 'HTTP requests that are being read or wait for their answer.'),
    canaryAge: gauge('canary_age_seconds', 'Since when each port has not heard its own canary.'),
    watermarkAge: gauge('watermark_age_seconds', 'How old the newest watermark is.'),
    tracked: gauge('components', 'Components that were heard.'),
  };
}

/** Every way in and out, and everything that was dropped. */
export function createCollectorMetrics(metrics: Metrics) {
  const counters = createCounters(metrics);
  const append = metrics.histogram('collector_append_seconds', 'How long Redis took for one append.', appendBuckets);
  return {
    gauges: createGauges(metrics),
    accepted: (port: PortName, count: number) => counters.beats.add(count, { port, outcome: 'accepted' }),
    rejected(port: PortName, cause: string, count: number) {
      counters.beats.add(count, { port, outcome: 'rejected' });
      counters.rejected.add(count, { port, cause });
    },
    /** Something that was no beat: a request, a connection. */
    refused: (port: PortName, cause: string) => counters.rejected.add(1, { port, cause }),
    stored(where: Stored, entryCount: number, beats: number) {
      counters.entries.add(entryCount, { where });
      counters.stored.add(beats, { where });
    },
    appended(seconds: number, count: number) {
      append.observe(seconds);
      counters.appended.add(count);
    },
    spoolDropped(beats: number, entryCount: number) {
      counters.spoolDropped.add(beats, { what: 'beats' });
      counters.spoolDropped.add(entryCount, { what: 'entries' });
    },
    spoolTorn: () => counters.spoolTorn.add(),
    deadlines: (passed: number) => counters.deadlines.add(passed),
    paused: (ms: number) => counters.paused.add(ms / 1000),
    kernelDrops: (count: number) => counters.kernelDrops.add(count),
  };
}

import type { Counter, Gauge, Histogram, Metrics } from '@yagura/service';

export interface EngineMetrics {
  readonly leading: Gauge;
  readonly turns: Counter;
  readonly turnsFollowed: Counter;
  readonly replayDiffers: Counter;
  readonly changes: Counter;
  readonly entries: Counter;
  readonly beats: Gauge;
  readonly beatsIgnored: Gauge;
  readonly beatsLost: Gauge;
  readonly entriesLost: Gauge;
  readonly unreadable: Counter;
  readonly evidenceLag: Histogram;
  readonly commitSeconds: Histogram;
  readonly historyBehind: Gauge;
  readonly components: Gauge;
  readonly incidents: Gauge;
  readonly incidentsRefused: Gauge;
  readonly changesStored: Counter;
}

const latencyBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function engineMetrics(metrics: Metrics): EngineMetrics {
  return {
    leading: metrics.gauge('engine_leading', '1 while this engine leads'),
    turns: metrics.counter('engine_turns_total', 'Turns committed'),
    turnsFollowed: metrics.counter('engine_turns_followed_total', 'Turns folded while standing by'),
    replayDiffers: metrics.counter(
      'engine_replay_differs_total',
      'Committed turns that folding again did not reproduce',
    ),
    changes: metrics.counter('engine_changes_total', 'Changes of health committed'),
    entries: metrics.counter('engine_entries_total', 'Entries of collectors folded'),
    beats: metrics.gauge('engine_beats_folded', 'Beats folded since the world began'),
    beatsIgnored: metrics.gauge('engine_beats_ignored', 'Beats older than or equal to what was known'),
    beatsLost: metrics.gauge('engine_beats_lost', 'Beats missing in the sequence of their sender'),
    entriesLost: metrics.gauge('engine_entries_lost', 'Entries missing in the sequence of their collector'),
    unreadable: metrics.counter('engine_entries_unreadable_total', 'Stored entries that could not be read'),
    evidenceLag: metrics.histogram(
      'engine_evidence_lag_seconds',
      'From a collector writing an entry to its turn',
      latencyBuckets,
    ),
    commitSeconds: metrics.histogram('engine_commit_seconds', 'From a fold to its committed turn', latencyBuckets),
    historyBehind: metrics.gauge('engine_history_behind_turns', 'Turns that Postgres does not hold yet'),
    components: metrics.gauge('engine_components', 'Components on the board'),
    incidents: metrics.gauge('engine_incidents', 'Incidents in memory, those closed within the last hour included'),
    incidentsRefused: metrics.gauge('engine_incidents_refused', 'Times that there was no room for another incident'),
    changesStored: metrics.counter('engine_changes_stored_total', 'Changes handed to Postgres'),
  };
}

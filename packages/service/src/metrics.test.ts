import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';
import { withProcessMetrics } from './process-metrics.ts';

test('SE-6 prints counters, gauges and histograms in the Prometheus text format', () => {
  const metrics = createMetrics('relay');
  metrics.counter('beats_total', 'Beats\ntaken in.').add(2);
  const gauge = metrics.gauge('yagura_clients', 'Screens.');
  gauge.set(3, { site: 'tyo "1"\\\n', kind: 'wall' });
  gauge.set(-Infinity);
  const histogram = metrics.histogram('turn_seconds', 'Turns.', [1, 0.1]);
  for (const value of [0.1, 0.5, 7]) histogram.observe(value, { shard: 'a' });
  expect(metrics.text().split('\n').slice(4)).toEqual([
    '# HELP yagura_beats_total Beats\\ntaken in.',
    '# TYPE yagura_beats_total counter',
    'yagura_beats_total{service="relay"} 2',
    '# HELP yagura_clients Screens.',
    '# TYPE yagura_clients gauge',
    String.raw`yagura_clients{service="relay",kind="wall",site="tyo \"1\"\\\n"} 3`,
    'yagura_clients{service="relay"} -Inf',
    '# HELP yagura_turn_seconds Turns.',
    '# TYPE yagura_turn_seconds histogram',
    'yagura_turn_seconds_bucket{service="relay",shard="a",le="0.1"} 1',
    'yagura_turn_seconds_bucket{service="relay",shard="a",le="1"} 2',
    'yagura_turn_seconds_bucket{service="relay",shard="a",le="+Inf"} 3',
    'yagura_turn_seconds_sum{service="relay",shard="a"} 7.6',
    'yagura_turn_seconds_count{service="relay",shard="a"} 3',
    '',
  ]);
});

test('SE-6 gives the same metric for the same name, and refuses it as another kind', () => {
  const metrics = createMetrics('relay');
  metrics.counter('beats_total', 'x').add(1, { a: '1', b: '2' });
  expect(metrics.counter('yagura_beats_total', 'x').value({ b: '2', a: '1' })).toBe(1);
  expect(() => metrics.gauge('beats_total', 'x')).toThrow('is a counter');
  expect(() => metrics.counter('beats total', 'x')).toThrow(TypeError);
  expect(() => metrics.counter('beats_total', 'x').add(1, { service: 'other' })).toThrow('set by the service');
});

test('SE-6 keeps 200 label sets a metric and counts what did not fit', () => {
  const metrics = createMetrics('relay');
  const counter = metrics.counter('clients_total', 'x');
  for (let n = 0; n < 250; n += 1) counter.add(1, { client: `${n}` });
  counter.add(1, { client: '7' });
  const text = metrics.text();
  expect(text.match(/^yagura_clients_total\{/gm)).toHaveLength(200);
  expect(text).toContain('yagura_metrics_overflow_total{service="relay",metric="yagura_clients_total"} 50\n');
  expect(counter.value({ client: '7' })).toBe(2);
  expect(counter.value({ client: '249' })).toBe(0);
});

test('SE-6 does not let one unusable value spoil a series', () => {
  const metrics = createMetrics('relay');
  const counter = metrics.counter('beats_total', 'x');
  for (const value of [Number.NaN, -1, Infinity, 0]) counter.add(value);
  metrics.histogram('turn_seconds', 'x', [1]).observe(Number.NaN);
  expect(counter.value()).toBe(0);
  expect(metrics.text()).toContain('yagura_metrics_unusable_total{service="relay",metric="yagura_beats_total"} 3\n');
});

test('SE-6 measures the process itself at each scrape', async () => {
  const metrics = withProcessMetrics(createMetrics('relay'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  const text = metrics.text();
  metrics.stop();
  for (const quantile of ['0.5', '0.99', '1']) {
    expect(text).toMatch(
      new RegExp(`^yagura_event_loop_delay_seconds\\{service="relay",quantile="${quantile}"\\} [\\d.e-]+$`, 'm'),
    );
  }
  expect(text).toMatch(/^yagura_process_memory_bytes\{service="relay",kind="resident"\} [1-9]\d{6,}$/m);
  expect(text).toMatch(/^yagura_process_uptime_seconds\{service="relay"\} \d/m);
  expect(text).toMatch(/^yagura_process_cpu_seconds_total\{service="relay",mode="user"\} \d/m);
});

import { escapeLabel } from './label-text.ts';
import { keepCounter, keepGauge, keepHistogram } from './metric-kinds.ts';
import type { Counter, Gauge, Histogram, Kept, Refusals, Sample } from './metric-kinds.ts';

export interface Metrics {
  counter(name: string, help: string): Counter;
  gauge(name: string, help: string): Gauge;
  histogram(name: string, help: string, buckets: readonly number[]): Histogram;
  text(): string;
}

type Family = { help: string } & (
  | { kind: 'counter'; kept: Kept<Counter> }
  | { kind: 'gauge'; kept: Kept<Gauge> }
  | { kind: 'histogram'; kept: Kept<Histogram> }
);

const NAME = /^yagura_[a-zA-Z0-9_]+$/;
const SILENT: Refusals = { overflow: () => undefined, unusable: () => undefined };

/** Prometheus text format 0.0.4. Names get the prefix `yagura_` where they do not have it, every sample the label `service`. */
export function createMetrics(service: string): Metrics {
  const families = new Map<string, Family>();
  const ownLabel = `service="${escapeLabel(service)}"`;
  const overflow = keepCounter(SILENT);
  const unusable = keepCounter(SILENT);
  families.set('yagura_metrics_overflow_total', {
    kind: 'counter',
    help: 'Values not kept because their metric had 200 label sets.',
    kept: overflow,
  });
  families.set('yagura_metrics_unusable_total', {
    kind: 'counter',
    help: 'Values not kept because they were negative or no number.',
    kept: unusable,
  });
  const refusals = (metric: string): Refusals => ({
    overflow: () => overflow.metric.add(1, { metric }),
    unusable: () => unusable.metric.add(1, { metric }),
  });
  const family = <K extends Family['kind']>(kind: K, name: string, create: (full: string) => Family) => {
    const full = fullName(name);
    const found = families.get(full) ?? create(full);
    if (!isKind(found, kind)) throw new TypeError(`the metric ${full} is a ${found.kind}, not a ${kind}`);
    families.set(full, found);
    return found;
  };
  return {
    counter: (name, help) =>
      family('counter', name, (full) => ({ kind: 'counter', help, kept: keepCounter(refusals(full)) })).kept.metric,
    gauge: (name, help) =>
      family('gauge', name, (full) => ({ kind: 'gauge', help, kept: keepGauge(refusals(full)) })).kept.metric,
    histogram: (name, help, buckets) =>
      family('histogram', name, (full) => ({ kind: 'histogram', help, kept: keepHistogram(buckets, refusals(full)) }))
        .kept.metric,
    text: () => [...families].map(([name, each]) => familyText(name, each, ownLabel)).join(''),
  };
}

function isKind<K extends Family['kind']>(family: Family, kind: K): family is Extract<Family, { kind: K }> {
  return family.kind === kind;
}

function fullName(name: string): string {
  const full = name.startsWith('yagura_') ? name : `yagura_${name}`;
  if (!NAME.test(full)) throw new TypeError(`"${name}" can not be the name of a metric`);
  return full;
}

function familyText(name: string, family: Family, ownLabel: string): string {
  const help = family.help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${family.kind}`];
  for (const sample of family.kept.samples()) lines.push(sampleText(name, sample, ownLabel));
  return `${lines.join('\n')}\n`;
}

function sampleText(name: string, [suffix, labels, value]: Sample, ownLabel: string): string {
  return `${name}${suffix}{${ownLabel}${labels === '' ? '' : `,${labels}`}} ${numberText(value)}`;
}

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

import * as fc from 'fast-check';
import type { HeardBeat, HeardOccurrence, Inventory, Watched } from '@yagura/contract';
import {
  inStoreOrder,
  inventoryOf,
  noon,
  rhythm,
  scriptedCollector,
  type CollectorScript,
  type Delivery,
  type Span,
} from '@yagura/testkit';

import { figuresArbitrary, lifeCalendars, lifeRuleSets, settingArbitrary, type SettingOfLife } from './settings.ts';

/** A small made-up world: what its components and collectors live through in a quarter of a minute. */
export interface Life {
  readonly inventory: Inventory;
  readonly deliveries: readonly Delivery[];
  readonly beats: readonly HeardBeat[];
  readonly stop: number;
  /** A counterexample is read by people. */
  readonly [fc.toStringMethod]: () => string;
}

export interface LifeOptions {
  /** Components never fall silent and always say ok. */
  readonly healthy?: boolean;
  /** Collectors and their links never fail. */
  readonly sighted?: boolean;
  readonly components?: number;
  /** Every component stays with one collector. */
  readonly settled?: boolean;
  /** Nothing is told late. */
  readonly punctual?: boolean;
  /** The components have to do with each other: a pair, a dependency, one vendor. */
  readonly related?: boolean;
  /** They follow calendars and rules, tell figures and events. */
  readonly judged?: boolean;
  /** Nobody announces a restart. */
  readonly unplanned?: boolean;
}

const lengthMs = 14_000;
const entryEveryMs = 500;

interface ComponentLife {
  readonly phase: number;
  readonly everyMs: number;
  readonly tier: number;
  readonly way: 'col-1' | 'col-2' | 'both';
  readonly port: 'http' | 'udp';
  readonly silent: readonly Span[];
  readonly bad: readonly (Span & { readonly status: 'down' | 'degraded' })[];
  readonly restarts: readonly number[];
  readonly closing: number | null;
  readonly setting: SettingOfLife | null;
  readonly figures: { readonly loads: readonly number[]; readonly words: readonly string[] } | null;
  readonly events: readonly { readonly event: string; readonly at: number }[];
  /** What others find out about it, beside its own beats. */
  readonly probes: readonly { readonly at: number; readonly status: 'ok' | 'degraded' | 'down' }[];
}

type CollectorLife = Pick<CollectorScript, 'killed' | 'paused' | 'cutOff' | 'deaf'>;

export function lifeArbitrary(options: LifeOptions = {}): fc.Arbitrary<Life> {
  const components = fc.array(componentArbitrary(options), { minLength: 1, maxLength: options.components ?? 3 });
  const collectors = fc.tuple(collectorArbitrary(options), collectorArbitrary(options));
  return fc
    .tuple(components, collectors)
    .map(([lives, troubles]) => lifeOf(lives, troubles, options.related ? relations : []));
}

function instantArbitrary(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: lengthMs / 50 }).map((step) => noon + step * 50);
}

function spanArbitrary(longestMs: number): fc.Arbitrary<Span> {
  return fc
    .tuple(instantArbitrary(), fc.integer({ min: 1, max: longestMs / 100 }))
    .map(([from, length]) => ({ from, to: from + length * 100 }));
}

function spans(wanted: boolean, longestMs: number): fc.Arbitrary<Span[]> {
  return wanted ? fc.array(spanArbitrary(longestMs), { maxLength: 2 }) : fc.constant([]);
}

function componentArbitrary({
  healthy = false,
  settled = false,
  judged = false,
  unplanned = false,
}: LifeOptions): fc.Arbitrary<ComponentLife> {
  const bad = fc
    .tuple(spanArbitrary(4000), fc.constantFrom('down' as const, 'degraded' as const))
    .map(([span, status]) => ({ ...span, status }));
  return fc.record({
    phase: fc.integer({ min: 0, max: 999 }),
    everyMs: fc.constantFrom(1000, 1000, 2000),
    tier: fc.constantFrom(1, 1, 3),
    way: fc.constantFrom(
      'col-1' as const,
      'col-1' as const,
      'col-2' as const,
      settled ? ('col-1' as const) : ('both' as const),
    ),
    port: fc.constantFrom('http' as const, 'http' as const, 'udp' as const),
    silent: spans(!healthy, 9000),
    bad: healthy ? fc.constant([]) : fc.array(bad, { maxLength: 2 }),
    restarts: healthy ? fc.constant([]) : fc.array(instantArbitrary(), { maxLength: 4 }),
    closing: healthy || unplanned ? fc.constant(null) : fc.option(instantArbitrary(), { freq: 4 }),
    setting: judged ? settingArbitrary() : fc.constant(null),
    figures: judged ? figuresArbitrary() : fc.constant(null),
    events: judged ? fc.array(eventArbitrary(), { maxLength: 2 }) : fc.constant([]),
    probes: judged && !healthy ? fc.array(probeArbitrary(), { maxLength: 3 }) : fc.constant([]),
  });
}

function eventArbitrary(): fc.Arbitrary<{ event: string; at: number }> {
  return fc.record({ event: fc.constantFrom('sod', 'reset'), at: instantArbitrary() });
}

function probeArbitrary(): fc.Arbitrary<ComponentLife['probes'][number]> {
  return fc.record({
    at: instantArbitrary(),
    status: fc.constantFrom('ok' as const, 'degraded' as const, 'down' as const),
  });
}

function collectorArbitrary({ sighted = false, punctual = false }: LifeOptions): fc.Arbitrary<CollectorLife> {
  const port = fc.constantFrom('http' as const, 'udp' as const);
  const deaf = fc.tuple(spanArbitrary(6000), port).map(([span, name]) => ({ ...span, port: name }));
  return fc.record({
    killed: spans(!sighted, 6000),
    paused: spans(!sighted, 3000),
    cutOff: spans(!sighted && !punctual, 6000),
    deaf: sighted ? fc.constant([]) : fc.array(deaf, { maxLength: 1 }),
  });
}

const pair = { id: 'pair', mode: 'active-active', of: 2, need: 1 } as const;
/** What the first components have to do with each other. */
const relations: readonly Partial<Watched>[] = [
  { cluster: pair, vendor: 'acme' },
  { cluster: pair, vendor: 'acme', dependsOn: ['c-2'] },
  { vendor: 'acme' },
  { dependsOn: ['c-1'], venue: 'XLON' },
  { dependsOn: ['c-3'], venue: 'XLON', vendor: 'acme' },
];

function lifeOf(
  lives: readonly ComponentLife[],
  troubles: readonly CollectorLife[],
  related: readonly Partial<Watched>[],
): Life {
  const stop = noon + lengthMs;
  const beats = lives.flatMap((life, index) => beatsOf(`c-${index}`, life).map((beat) => ({ beat, way: life.way })));
  const deliveries = troubles.map((trouble, index) => {
    const id = `col-${index + 1}`;
    const mine = beats.filter(({ way }, place) => way === id || (way === 'both' && place % 2 === index));
    const occurrences = lives.flatMap((life, place) => (life.way === id ? eventsOf(`c-${place}`, life) : []));
    const probed = lives.flatMap((life, place) => (life.way === id ? probesOf(`c-${place}`, life) : []));
    const inTime = [...mine.map(({ beat }) => beat), ...probed].toSorted((a, b) => a.heard - b.heard);
    const heard = { beats: inTime, occurrences };
    return scriptedCollector({ id, start: noon, stop, entryEveryMs, ...heard, ...trouble });
  });
  return {
    [fc.toStringMethod]: () => JSON.stringify({ lives, troubles }, relative),
    inventory: inventoryOf({
      collectors: { 'col-1': 'ldn', 'col-2': 'ldn' },
      components: lives.map(({ everyMs, tier, setting }, index) => ({
        ...related[index],
        ...setting,
        id: `c-${index}`,
        everyMs,
        tier,
      })),
      calendars: lifeCalendars,
      ruleSets: lifeRuleSets,
    }),
    deliveries: inStoreOrder(...deliveries),
    beats: beats.map(({ beat }) => beat),
    stop,
  };
}

function beatsOf(id: string, life: ComponentLife): HeardBeat[] {
  const plain = rhythm(id, { from: noon + life.phase, to: noon + lengthMs, everyMs: life.everyMs });
  let closed = false;
  return plain.flatMap((beat, seq): HeardBeat[] => {
    if (life.silent.some((span) => within(span, beat.heard))) return [];
    const epoch = `e${life.restarts.filter((at) => at <= beat.heard).length}`;
    const status: HeardBeat['status'] = life.bad.find((span) => within(span, beat.heard))?.status ?? 'ok';
    const closes = !closed && life.closing !== null && life.closing <= beat.heard;
    closed ||= closes;
    const said = closes ? { status: 'closing' as const, backBy: beat.heard + 5000 } : { status };
    return [{ ...beat, ...said, ...figuresAt(life, seq), epoch, seq, port: life.port }];
  });
}

function figuresAt({ figures }: ComponentLife, seq: number): Pick<HeardBeat, 'metrics' | 'labels'> {
  if (figures === null) return {};
  const { loads, words } = figures;
  return { metrics: { load: loads[seq % loads.length] ?? 0 }, labels: { logon: words[seq % words.length] ?? '' } };
}

function eventsOf(component: string, life: ComponentLife): HeardOccurrence[] {
  return life.events.map(({ event, at }) => ({ component, event, heard: at, sender: 'tests' }));
}

function probesOf(component: string, life: ComponentLife): HeardBeat[] {
  return life.probes.map(({ at, status }) => ({
    component,
    probe: 'probe-1',
    status,
    heard: at,
    every: 1000,
    port: life.port,
    sender: 'tests',
  }));
}

function relative(_key: string, value: unknown): unknown {
  return typeof value === 'number' && value >= noon ? `+${value - noon}` : value;
}

function within({ from, to }: Span, at: number): boolean {
  return at > from && at <= to;
}

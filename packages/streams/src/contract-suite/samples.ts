import type {
  EnginePulse,
  Entry,
  HeardBeat,
  Inventory,
  Layout,
  Learned,
  Positions,
  ScreenSighting,
  Turn,
} from '@yagura/contract';
import type { Head, SnapshotMeta } from '../ports.ts';

export const nowhere: Positions = { beats: '0-0', inputs: '0-0' };

function sampleBeat(component: string): HeardBeat {
  return {
    component,
    heard: 1000,
    port: 'http',
    sender: 'demo',
    status: 'ok',
    every: 1000,
    at: 990,
    epoch: 'boot-1',
    seq: 7,
    metrics: { load: 12.5 },
    labels: { build: '1.2 “ü”' },
    message: 'all well',
  };
}

export function sampleEntry(n: number): Entry {
  return {
    collector: 'lon-1',
    epoch: 'boot-1',
    n,
    covers: { from: n, until: n + 1, paused: 0 },
    canary: { http: n },
    late: false,
    beats: [sampleBeat(`gateway-${n}`)],
    occurrences: [],
  };
}

export function sampleEntries(from: number, to: number): Entry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => sampleEntry(from + index));
}

export function sampleTurn(turn: number, fence: number, more: Partial<Turn> = {}): Turn {
  return {
    epoch: 1,
    shard: 'all',
    turn,
    fence,
    now: 1000 + turn,
    shown: 1001 + turn,
    from: nowhere,
    to: { beats: `${turn}-0`, inputs: '0-0' },
    changes: [],
    statuses: [],
    news: {},
    ...more,
  };
}

export function sampleHead(more: Partial<Head> = {}): Head {
  return { epoch: 2, turn: 40, fence: 1, now: 5000, to: { beats: '7-0', inputs: '3-0' }, ...more };
}

export function samplePulse(revision: number): EnginePulse {
  return {
    epoch: 1,
    revision,
    layout: 'v1',
    at: 1000,
    shown: 1001,
    lastBeats: [990, null],
    limits: [3000, 3000],
    collectors: [{ id: 'lon-1', ageMs: 12.5, blind: false }],
    historyBehind: 0,
  };
}

export function sampleMeta(turn: number, more: Partial<SnapshotMeta> = {}): SnapshotMeta {
  const to = { beats: `${turn}-0`, inputs: '0-0' };
  return { epoch: 1, turn, now: 1000 + turn, to, layout: 'v1', parts: { watch: [0, 20], desk: [20, 21] }, ...more };
}

export function sampleInventory(version: string): Inventory {
  const desk = { name: 'Demo', timeZone: 'Europe/London', simulated: true };
  const empty = { sites: [], collectors: [], senders: [], components: [], services: [], views: [], calendars: [] };
  return { version, desk, ...empty, ruleSets: { none: [] } };
}

export function sampleLayout(version: string): Layout {
  const { desk, sites, views } = sampleInventory(version);
  return { version, desk, sites, views, components: [] };
}

export function sampleLearned(version: string): Learned {
  const usual = { component: 'a', metric: 'load', from: 1439, medians: [1, null], spreads: [0.5, null] };
  return { version, day: '2026-11-25', limits: { a: 4500 }, baselines: [usual] };
}

export function sampleSighting(at: number): ScreenSighting {
  const standing = { state: 'live', since: 1000 } as const;
  return { relay: 'r1', at, standing, report: null, reportedAt: null, sounds: false };
}

import { watchedOf } from '@yagura/testkit';
import {
  wireVersion,
  type Alarm,
  type BoardComponent,
  type Frame,
  type Freshness,
  type Health,
  type Pulse,
  type Snapshot,
  type Status,
} from '@yagura/contract';

/** Desk time at which these tests begin: 14:03:07 UTC. */
export const deskStart = Date.UTC(2026, 2, 2, 14, 3, 7);

export function component(id: string, over: Partial<BoardComponent> = {}): BoardComponent {
  return { ...watchedOf({ id, name: `The ${id}`, figure: 'ack_p99_ms' }), unregistered: false, ...over };
}

export function status(health: Health = 'ok', over: Partial<Status> = {}): Status {
  const quiet = health === 'planned' || health === 'closed';
  return {
    health,
    condition: quiet ? 'ok' : health,
    expectation: health === 'planned' ? 'planned' : 'expected',
    since: deskStart - 3_600_000,
    reasons:
      health === 'down' ? [{ code: 'silent', lastBeatAt: deskStart - 4000, limitMs: 3000 }] : [{ code: 'heard' }],
    nextAt: null,
    flags: [],
    ...over,
  };
}

export function alarm(id: string, over: Partial<Alarm> = {}): Alarm {
  return {
    id,
    root: { kind: 'component', id: 'gw-1' },
    priority: 1,
    health: 'down',
    title: 'LSE gateway 1',
    sentence: 'Nothing heard since 14:03:03; the limit is 3 s.',
    site: 'ldn',
    since: deskStart,
    occurrence: 1,
    muted: false,
    via: [],
    members: ['gw-1'],
    memberCount: 1,
    ...over,
  };
}

export function snapshot(over: Partial<Snapshot> & { readonly components?: BoardComponent[] } = {}): Snapshot {
  const { components = [component('gw-1'), component('gw-2')], ...rest } = over;
  return {
    wire: wireVersion,
    build: 'one',
    sentAt: deskStart,
    epoch: 1,
    revision: 10,
    at: deskStart,
    layout: {
      version: 'a',
      desk: { name: 'Test desk', timeZone: 'Europe/London', simulated: false },
      sites: [{ id: 'ldn', name: 'London', timeZone: 'Europe/London', region: 'Europe', witnesses: [] }],
      views: [],
      components,
    },
    statuses: components.map(() => status()),
    figures: components.map(() => 12),
    lastBeats: components.map(() => deskStart - 200),
    limits: components.map(() => 3000),
    alarms: [],
    strip: [],
    findings: [],
    collectors: [{ id: 'col-1', site: 'ldn', until: deskStart, blind: false }],
    openings: [],
    rate: { inTenMinutes: 0, flood: false, since: null },
    incidents: [],
    waivers: [],
    markets: [],
    ...rest,
  };
}

export function frame(at: number, from: number, over: Partial<Frame> = {}): Frame {
  return { epoch: 1, from, to: from + 1, at, sentAt: at, statuses: [], ...over };
}

export function freshness(at: number, over: Partial<Freshness> = {}): Freshness {
  return { epoch: 1, layout: 'a', at, sentAt: at, ...over };
}

export function pulse(at: number, over: Partial<Pulse> = {}): Pulse {
  return {
    epoch: 1,
    revision: 10,
    sentAt: at,
    judgedAt: at,
    hops: { collectors: [{ id: 'col-1', ageMs: 50, blind: false }], redisMs: 1, engineMs: 20, relayMs: 2 },
    historyBehind: 0,
    ...over,
  };
}

import { watchedOf } from '@yagura/testkit';
import type { Board, BoardComponent, Health, Layout, Status, Turn } from '@yagura/contract';

export const positions = { beats: '0-0', inputs: '0-0' };

export function componentOf(id: string, extra: Partial<BoardComponent> = {}): BoardComponent {
  return { ...watchedOf({ id, name: `Name of ${id}`, figure: 'ack_p99_ms' }), unregistered: false, ...extra };
}

export function layoutOf(version: string, ids: readonly string[]): Layout {
  return {
    version,
    desk: { name: 'Test desk', timeZone: 'Europe/London', simulated: false },
    sites: [{ id: 'ldn', name: 'London', timeZone: 'Europe/London', region: 'Europe', witnesses: [] }],
    views: [],
    components: ids.map((id) => componentOf(id)),
  };
}

export function statusOf(health: Health, since: number): Status {
  const condition = health === 'planned' || health === 'closed' ? 'ok' : health;
  return {
    health,
    condition,
    expectation: health === 'planned' ? 'planned' : 'expected',
    since,
    reasons: health === 'down' ? [{ code: 'silent', lastBeatAt: since, limitMs: 3000 }] : [{ code: 'heard' }],
    nextAt: null,
    flags: [],
  };
}

export function boardOf(layout: Layout, at: number, health: Health = 'ok'): Board {
  return {
    epoch: 1,
    revision: 0,
    at,
    layout,
    statuses: layout.components.map(() => statusOf(health, at)),
    figures: layout.components.map(() => null),
    lastBeats: layout.components.map(() => at),
    limits: layout.components.map(() => 3000),
    alarms: [],
    strip: [],
    findings: [],
    collectors: [{ id: 'col-ldn-1', site: 'ldn', until: at, blind: false }],
    openings: [],
    rate: { inTenMinutes: 0, flood: false, since: null },
    incidents: [],
    waivers: [],
    markets: [],
  };
}

export function turnOf(turn: number, now: number, extra: Partial<Turn> = {}): Turn {
  return {
    epoch: 1,
    shard: '0',
    turn,
    fence: 1,
    now,
    shown: now,
    from: positions,
    to: positions,
    changes: [],
    statuses: [],
    news: {},
    ...extra,
  };
}

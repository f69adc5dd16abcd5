import type { Alarm, Pulse, Scope } from '@yagura/contract';
import { expect, test } from 'vitest';
import { seenBoard } from '../board/seen-board.ts';
import { liveBoard } from '../board/live-board.ts';
import { boardOf, componentOf, layoutOf, statusOf, turnOf } from '../test-support/desk.ts';
import { everything, scopeSetOf } from './scope-set.ts';

const scope: Scope = { sites: ['nyc'], owners: 'all' };
const components = [
  componentOf('ldn-1', { site: 'ldn' }),
  componentOf('nyc-1', { site: 'nyc', dependsOn: ['ldn-1'] }),
  componentOf('nyc-2', { site: 'nyc' }),
];
const layout = { ...layoutOf('v1', []), components };

function alarm(extra: Partial<Alarm>): Alarm {
  return {
    id: 'component:ldn-1@7',
    root: { kind: 'component', id: 'ldn-1' },
    priority: 1,
    health: 'down',
    title: 'Name of ldn-1',
    sentence: 'LDN-1 took 3 with it.',
    site: 'ldn',
    since: 5,
    occurrence: 1,
    muted: false,
    via: [],
    members: ['ldn-1', 'nyc-1', 'nyc-2'],
    memberCount: 3,
    ...extra,
  };
}

function board(alarms: Alarm[]) {
  const made = boardOf(layout, 1000);
  made.statuses[1] = statusOf('degraded', 900);
  return {
    ...made,
    alarms,
    strip: [{ at: 1, title: 'ldn-1', health: 'down' as const, text: 'went down' }],
    findings: [
      { code: 'calendar-unknown' as const, text: 'ldn-1 has no calendar', since: 1 },
      { code: 'history-behind' as const, text: 'Postgres is behind', since: 1 },
    ],
    openings: [{ calendar: 'XLON', at: 1, until: 2, expected: 2, ready: 1, missing: ['ldn-1'] }],
  };
}

test('PE-2 a board seen through a narrower scope holds nothing of what is outside', () => {
  const seen = seenBoard(liveBoard(board([alarm({})])), scope).board;
  expect(JSON.stringify(seen)).not.toMatch(/ldn/i);
  expect(seen.layout.components.map(({ id }) => id)).toEqual(['nyc-1', 'nyc-2']);
  expect(seen.statuses.map(({ health }) => health)).toEqual(['degraded', 'ok']);
  expect(seen.alarms).toMatchObject([{ members: ['nyc-1', 'nyc-2'], memberCount: 2, health: 'degraded', since: 900 }]);
  expect(seen.findings.map(({ code }) => code)).toEqual(['history-behind']);
});

test('PE-2 a narrower scope is told no alarm rate, nor that it changed', () => {
  const rate = { inTenMinutes: 12, flood: true, since: 900 } as const;
  const busy = { ...board([]), rate };
  expect(seenBoard(liveBoard(busy), scope).board.rate).toBeNull();
  expect(scopeSetOf(scope).turn(turnOf(1, 1000, { news: { rate } }), busy).news).toEqual({});
  expect(everything.turn(turnOf(1, 1000, { news: { rate } }), busy).news).toEqual({ rate });
});

test('PE-2 an alarm that is wholly within the scope is told as it is, one that is wholly outside not at all', () => {
  const inside = alarm({ root: { kind: 'component', id: 'nyc-1' }, members: ['nyc-1'], memberCount: 1, via: [] });
  const outside = alarm({ members: ['ldn-1'], memberCount: 1 });
  expect(seenBoard(liveBoard(board([inside, outside])), scope).board.alarms).toEqual([inside]);
  const via = { ...inside, via: ['ldn-1'] };
  expect(JSON.stringify(seenBoard(liveBoard(board([via])), scope).board)).not.toMatch(/ldn/i);
});

test('PE-2 a turn that changes a visible member tells its alarm anew, and the pulse names visible collectors only', () => {
  const set = scopeSetOf(scope);
  const now = board([alarm({})]);
  const turn = turnOf(1, 1000, { statuses: [{ id: 'nyc-1', status: statusOf('degraded', 900) }] });
  expect(set.turn(turn, now).news.alarms).toMatchObject([{ health: 'degraded' }]);
  expect(set.turn(turnOf(1, 1000), now).news).toEqual({});
  const hops = { collectors: [{ id: 'col-ldn-1', ageMs: 1, blind: false }], redisMs: 1, engineMs: 1, relayMs: 1 };
  const pulse: Pulse = { epoch: 1, revision: 1, sentAt: 1, judgedAt: 1, hops, historyBehind: 0 };
  expect(set.pulse(pulse, now).hops.collectors).toEqual([]);
  expect(everything.pulse(pulse, now)).toBe(pulse);
});

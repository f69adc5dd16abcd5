import {
  explainAnswerSchema,
  errorAnswerSchema,
  type Alarm,
  type Calendar,
  type Change,
  type ExplainAnswer,
  type Rule,
} from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { calendarOf, inventoryOf } from '@yagura/testkit';
import { afterEach, expect, test } from 'vitest';
import type { RelayOptions } from '../relay.ts';
import { componentOf, layoutOf, statusOf } from '../test-support/desk.ts';
import { historyWith, startDesk, until, type Desk } from '../test-support/relay.ts';
import { connectScreen } from '../test-support/screen.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

const noAnnouncements = () => Promise.resolve([]);
const nothingPast = historyWith({ changesOf: () => Promise.resolve([]), announcementsBetween: noAnnouncements });

/** A desk whose inventory is known, with `b` following a calendar. */
async function desk(options: Partial<RelayOptions> = {}, calendar: Partial<Calendar> = {}): Promise<Desk> {
  const started = await startDesk(['a', 'b', 'c'], { history: nothingPast, ...options });
  endings.push(() => started.stop());
  const services = [{ id: 'orders', name: 'Order entry', function: 'orders' as const }];
  const calendars = [calendarOf({ coveredUntil: '2099-12-31', ...calendar })];
  await started.engineStreams.desk.putInventory({ ...inventoryOf({ version: 'inv', calendars, ruleSets }), services });
  const components = ['a', 'b', 'c'].map((id) => componentOf(id, id === 'b' ? follower : {}));
  await started.engine.layout({ ...layoutOf('inv-1', []), components });
  await started.engine.pulse();
  await until(async () => (await explained(started, 'b')).rules !== null);
  return started;
}

const follower = { calendar: 'TEST', ruleSet: 'gateways', services: ['orders'], cluster: null };
const about = { cause: 'It is slow.', consequence: 'Orders queue.', action: 'Switch over.', respondWithin: 300_000 };
const ruleSets: Record<string, Rule[]> = {
  gateways: [
    {
      type: 'threshold',
      id: 'ack-slow',
      metric: 'ack_p99_ms',
      degraded: '> 50',
      when: 'market',
      source: 'us',
      ...about,
    },
    { type: 'clock', id: 'clock', note: 250, degraded: 1000 },
    { type: 'threshold', id: 'idle', metric: 'rate', down: '< 1', when: 'session', off: 'it may idle' },
  ],
};

async function explained({ url }: Pick<Desk, 'url'>, id: string): Promise<ExplainAnswer> {
  const answer = await fetch(`${url}/api/v1/components/${id}/explain`);
  return explainAnswerSchema.parse(await answer.json());
}

test('EX-3 each reason comes with its rule, its figures and what clears it; each rule that applies with its limits', async () => {
  const test = await desk();
  const since = Date.now() - 5000;
  const reasons = [
    {
      code: 'rule' as const,
      rule: 'ack-slow',
      says: 'degraded' as const,
      subject: 'ack_p99_ms',
      value: 61,
      limit: '> 50',
      since,
      clears: '< 45',
    },
    { code: 'clock' as const, offsetMs: 1500, limitMs: 1000 },
  ];
  await test.engine.commit({ statuses: [{ id: 'b', status: { ...statusOf('degraded', since), reasons } }] });
  await until(async () => (await explained(test, 'b')).status.health === 'degraded');
  const { because, clears, rules, services } = await explained(test, 'b');
  expect(because[0]).toEqual({
    code: 'rule',
    text: expect.stringContaining('ack_p99_ms is 61, degraded at > 50'),
    rule: {
      id: 'ack-slow',
      cause: 'It is slow.',
      consequence: 'Orders queue.',
      action: 'Switch over.',
      respondWithinMs: 300_000,
      source: 'us',
    },
    value: '61',
    limit: '> 50',
    since,
    clears: '< 45',
  });
  expect(because[1]).toMatchObject({ code: 'clock', value: '1.5 s', rule: { id: 'clock', action: null } });
  expect(clears).toMatch(/^Clears with < 45, and its clock being within 1 s of ours; then 3 good beats/);
  expect(rules?.map(({ id, gate }) => [id, gate])).toEqual([
    ['ack-slow', 'market'],
    ['clock', 'always'],
    ['idle', 'session'],
  ]);
  expect(rules?.[0]?.words).toMatchObject({ subject: 'ack_p99_ms', degraded: expect.stringContaining('50') });
  expect(services.map(({ name }) => name)).toEqual(['Order entry']);
});

test('EX-3 a rule that a calendar has put to sleep says why, and one that is switched off too', async () => {
  const everyDayClosed = await desk({}, { tradingDays: '0000000' });
  const { rules, calendars } = await explained(everyDayClosed, 'b');
  expect(rules?.map(({ asleep }) => asleep)).toEqual([
    'the market is not open (TEST)',
    null,
    'switched off: it may idle',
  ]);
  expect(calendars?.follows).toMatchObject({ id: 'TEST', market: { phase: 'closed' }, session: { state: 'closed' } });
  expect(calendars?.runs).toBeNull();
});

test('EX-3 beyond its calendar a rule sleeps because nothing is known', async () => {
  const over = await desk({}, { coveredUntil: '2020-12-31', coveredFrom: '2020-01-01' });
  expect((await explained(over, 'b')).rules?.[0]?.asleep).toBe('the phases are unknown (TEST)');
});

test('EX-5 the alarm that it belongs to, its evidence and its last changes, newest first', async () => {
  const now = Date.now();
  const change = (n: number, at: number): Change => ({
    id: `1.1.${n}`,
    component: 'b',
    at,
    shown: at,
    revision: 1,
    late: false,
    from: 'ok',
    to: 'down',
    condition: 'down',
    reasons: [{ code: 'silent', lastBeatAt: at - 3000, limitMs: 3000 }],
  });
  const changes = [change(0, now - 9000), change(1, now - 4000)];
  const asked: unknown[] = [];
  const history = historyWith({
    changesOf(...question) {
      asked.push(question);
      return Promise.resolve(changes);
    },
    announcementsBetween: noAnnouncements,
  });
  const test = await desk({ history });
  const alarm: Alarm = {
    id: 'x',
    root: { kind: 'site', id: 'ldn' },
    priority: 1,
    health: 'down',
    title: 'London: common cause',
    sentence: '3 of London fell silent.',
    site: 'ldn',
    since: now,
    occurrence: 1,
    muted: false,
    via: [],
    members: ['a', 'b', 'c'],
    memberCount: 3,
  };
  await test.engine.commit({ news: { alarms: [alarm] } });
  await until(async () => (await explained(test, 'b')).group !== null);
  const { group, lastChanges, evidence } = await explained(test, 'b');
  expect(group).toEqual(alarm);
  expect('changes' in lastChanges && lastChanges.changes.map(({ at }) => at)).toEqual([now - 4000, now - 9000]);
  expect(evidence.text).toMatch(/^Last beat at \d\d:\d\d:\d\d UTC, .* ago; the limit is 3 s\.$/);
  expect(asked[0]).toEqual(['b', expect.any(Number), expect.any(Number), 10]);
});

test('EX-5 a history that is away or slow holds nothing up and says so', async () => {
  const away = openHistory('postgres://nobody@127.0.0.1:1/none');
  endings.push(() => away.close());
  const without = await explained(await desk({ history: away }), 'b');
  expect(without.lastChanges).toEqual({ absent: 'The history is away, so past changes cannot be read now.' });
  const never = { ...nothingPast, changesOf: () => new Promise<never>(() => {}) };
  const started = await startDesk(['a'], { history: never });
  endings.push(() => started.stop());
  expect((await explained(started, 'a')).lastChanges).toEqual({ absent: 'The history did not answer in time.' });
});

test('EX-5 a desk that is kept no more leaves rules and calendars unsaid instead of guessed', async () => {
  const started = await startDesk(['a'], { history: nothingPast });
  endings.push(() => started.stop());
  expect(await explained(started, 'a')).toMatchObject({ rules: null, calendars: null, status: { health: 'ok' } });
});

test('EX-6 an unknown component is a 404 that says what was most likely meant', async () => {
  const started = await startDesk(['gw-xlon-1', 'gw-xpar-1'], { history: nothingPast });
  endings.push(() => started.stop());
  for (const path of ['gw-xlom-1/explain', 'gw-xlom-1']) {
    const answer = await fetch(`${started.url}/api/v1/components/${path}`);
    expect(answer.status, path).toBe(404);
    expect(errorAnswerSchema.parse(await answer.json()).remedy, path).toContain('Did you mean gw-xlon-1?');
  }
  const garbage = await fetch(`${started.url}/api/v1/components/${encodeURIComponent('<b>')}/explain`);
  expect(errorAnswerSchema.parse(await garbage.json()).error).not.toContain('<b>');
});

test('EX-7 nothing is explained as ok once the relay has no judgement of the present', async () => {
  const { url, streams, engine } = await desk();
  await until(async () => {
    await engine.commit();
    await engine.pulse();
    return (await explained({ url }, 'a')).status.health === 'ok';
  });
  streams.away = true;
  await until(async () => !(await explained({ url }, 'a')).live);
  const { status, because, clears } = await explained({ url }, 'a');
  expect(status.health).toBe('no-sight');
  expect(because.map(({ code }) => code)).toEqual(['expired']);
  expect(clears).toMatch(/^Clears with/);
}, 20_000);

test('EX-8 markets stand in the snapshot, and anew in the frame of the turn at which one of them moves on', async () => {
  const test = await desk();
  const screen = connectScreen(test.url);
  endings.push(() => screen.close());
  await until(() => screen.board()?.markets.length === 1);
  const [market] = screen.board()?.markets ?? [];
  expect(market?.calendar).toBe('TEST');
  await test.engine.commit();
  const next = market?.next?.at ?? 0;
  await test.engine.commit({ now: next });
  await until(() => screen.board()?.markets[0]?.since === next);
  expect(screen.seen.frames.filter(({ markets }) => markets !== undefined)).toHaveLength(1);
});

import type { Announcement, Subscription, Turn } from '@yagura/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory, type Note } from '../index.ts';

const url = process.env['DATABASE_URL'] ?? '';
const schema = `webhooks_${Date.now().toString(36)}`;
const history = openHistory(url, { schema });
const { webhooks, outbox } = history;
const admin = new Client(url);
const asMei: Note = {
  at: 1,
  who: 'mei',
  action: 'webhook-made',
  target: null,
  before: null,
  after: null,
  address: null,
};

beforeAll(async () => {
  await admin.connect();
  await history.migrate();
});
afterAll(async () => {
  await history.close();
  await admin.query(`DROP SCHEMA "${schema}" CASCADE`);
  await admin.end();
});

function subscriptionOf(id: string): Subscription {
  const scope = { sites: ['ldn'], owners: 'all' as const };
  const about = { name: 'Pager', url: 'https://pager.example/in', scope, least: 2 as const, kinds: 'all' as const };
  return { id, ...about, madeBy: 'mei', madeAt: 5 };
}

let turns = 0;
async function announce(extra: Partial<Announcement> = {}): Promise<Announcement> {
  const turn = (turns += 1);
  const nowhere = { beats: '0-0', inputs: '0-0' };
  const about = { epoch: 1, shard: '0', turn, fence: 1, now: turn * 10, shown: turn * 10, from: nowhere, to: nowhere };
  const announcement: Announcement = {
    id: `1.${turn}.0`,
    at: turn * 10,
    kind: 'opened',
    group: 'component:a@1',
    root: { kind: 'component', id: 'a' },
    priority: 1,
    pages: true,
    text: 'A is DOWN.',
    why: 'It is the first.',
    places: [{ site: 'ldn', owner: null }],
    ...extra,
  };
  const told: Turn = { ...about, changes: [], statuses: [], news: {}, announcements: [announcement] };
  for (let times = 0; times < 2; times += 1) await history.appendTurns([told]);
  return announcement;
}

const newest = async () => (await outbox.announcementsAfter(0, 100)).at(-1)?.seq ?? 0;

test('WH-3 announcements are numbered in the order in which they are stored, with where they lie and in which they go on', async () => {
  const first = await announce();
  const second = await announce({ kind: 'joined', into: 'site:ldn@1' });
  const found = await outbox.announcementsAfter(0, 10);
  expect(found.map(({ announcement }) => announcement)).toEqual([first, second]);
  expect(found[0]?.seq).toBeLessThan(found[1]?.seq ?? 0);
  expect(await outbox.announcementsAfter(found[0]?.seq ?? 0, 10)).toEqual([found[1]]);
});

test('WH-10 a webhook is made and ended with its line of the audit, or not at all; its secret is kept apart from what is listed', async () => {
  const one = subscriptionOf('one');
  expect(await webhooks.addSubscription(one, 'whsec_1', { ...asMei, target: 'one' })).toBe('done');
  expect(await webhooks.addSubscription(one, 'whsec_2', asMei)).toBe('taken');
  const sender = { id: 'zabbix', name: 'Zabbix', madeBy: 'mei', madeAt: 5 };
  expect(await webhooks.addSender({ ...sender, id: 'one' }, 'whsec_3', asMei)).toBe('taken');
  expect(await webhooks.addSender(sender, 'whsec_3', { ...asMei, target: 'zabbix' })).toBe('done');
  expect(await webhooks.subscriptions()).toEqual([one]);
  expect(await webhooks.senders()).toEqual([sender]);
  expect(await webhooks.senderSecrets()).toEqual([{ sender, secret: 'whsec_3' }]);
  expect(await webhooks.end('nobody', asMei)).toBe(false);
  expect(await webhooks.end('zabbix', { ...asMei, action: 'webhook-ended', target: 'zabbix' })).toBe(true);
  expect(await webhooks.senders()).toEqual([]);
  const audit = await history.people.audit(0, 10, 10);
  expect(audit.map(({ action, target }) => [action, target])).toEqual([
    ['webhook-made', 'one'],
    ['webhook-made', 'zabbix'],
    ['webhook-ended', 'zabbix'],
  ]);
});

test('WH-10 there are fifty of each direction at most', async () => {
  for (let n = 1; n < 50; n += 1) await webhooks.addSubscription(subscriptionOf(`many-${n}`), 's', asMei);
  expect(await webhooks.addSubscription(subscriptionOf('one-more'), 's', asMei)).toBe('full');
  for (let n = 1; n < 50; n += 1) await webhooks.end(`many-${n}`, asMei);
});

test('WH-4 one courier at a time: the next comes when the time of the first is over, and the first then changes nothing more', async () => {
  const first = await outbox.hold('first', 60_000);
  expect(await outbox.hold('second', 60_000)).toBeNull();
  expect(await outbox.hold('first', 60_000)).toEqual(first);
  await outbox.letGo('first');
  const second = await outbox.hold('second', 60_000);
  expect(second?.fence).toBe((first?.fence ?? 0) + 1);
  const span = { from: second?.reached ?? 0, to: 2 };
  expect(await outbox.queue(first?.fence ?? 0, span, 100, [{ seq: 1, webhook: 'one' }])).toBe(false);
  expect(await outbox.due(1000, 5)).toEqual([]);
});

test('WH-4 each announcement is written down once for each who asked, and is settled once', async () => {
  const held = await outbox.hold('second', 60_000);
  const fence = held?.fence ?? 0;
  const told = await announce();
  const seq = await newest();
  const queued = { seq, webhook: 'one' };
  const from = held?.reached ?? 0;
  const both = [queued, { seq, webhook: 'nobody' }];
  expect(await outbox.queue(fence, { from, to: seq }, 100, both)).toBe(true);
  // Told again by who did not hear that it was done.
  expect(await outbox.queue(fence, { from, to: seq }, 100, both)).toBe(false);
  const about = { url: 'https://pager.example/in', secret: 'whsec_1', queuedAt: 100 };
  expect(await outbox.due(99, 5)).toEqual([]);
  expect(await outbox.due(100, 5)).toEqual([{ ...queued, ...about, attempts: 0, announcement: told }]);
  expect(await outbox.settle(fence - 1, queued, { state: 'delivered', at: 110 })).toBe(false);
  const later = { state: 'waiting', at: 110, nextAt: 200, error: 'nobody listens there' } as const;
  expect(await outbox.settle(fence, queued, later)).toBe(true);
  expect(await outbox.due(199, 5)).toEqual([]);
  expect(await outbox.due(200, 5)).toMatchObject([{ attempts: 1 }]);
  const state = { lastSuccessAt: null, waiting: 1, oldestWaitingAt: 100, givenUp: 0 };
  const lastError = { at: 110, text: 'nobody listens there' };
  expect((await outbox.states()).get('one')).toEqual({ ...state, lastError });
  expect(await outbox.settle(fence, queued, { state: 'delivered', at: 210 })).toBe(true);
  expect(await outbox.settle(fence, queued, { state: 'delivered', at: 220 })).toBe(false);
  const after = { lastSuccessAt: 210, waiting: 0, oldestWaitingAt: null, givenUp: 0, lastError };
  expect((await outbox.states()).get('one')).toEqual(after);
});

test('WH-4 what is settled is forgotten in pieces after its time, and never what waits', async () => {
  const held = await outbox.hold('second', 60_000);
  const fence = held?.fence ?? 0;
  await announce();
  const seq = await newest();
  await outbox.queue(fence, { from: held?.reached ?? 0, to: seq }, 300, [{ seq, webhook: 'one' }]);
  expect(await outbox.trim(fence, 1_000_000)).toBe(false);
  expect(await outbox.giveUp(fence, { now: 400, before: 300 })).toBe(0);
  const { rows } = await admin.query(`SELECT state FROM "${schema}".deliveries`);
  expect(rows).toEqual([{ state: 'waiting' }]);
  expect(await outbox.giveUp(fence, { now: 400, before: 301 })).toBe(1);
  expect((await outbox.states()).get('one')).toMatchObject({ waiting: 0, givenUp: 1 });
  await outbox.trim(fence, 401);
  expect((await admin.query(`SELECT state FROM "${schema}".deliveries`)).rows).toEqual([]);
});

test('WH-10 who subscribes is not sent what was announced before, and who is ended nothing more', async () => {
  await webhooks.addSubscription(subscriptionOf('late'), 's', asMei);
  const late = (await outbox.subscribers()).find(({ subscription }) => subscription.id === 'late');
  expect(late?.behind).toBe(await newest());
  await webhooks.end('one', asMei);
  expect(await outbox.due(1e9, 5)).toEqual([]);
  expect((await admin.query(`SELECT * FROM "${schema}".deliveries`)).rows).toEqual([]);
});

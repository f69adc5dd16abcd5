import { randomBytes } from 'node:crypto';
import type {
  AuditAnswer,
  CommandAnswer,
  IncidentAnswer,
  Input,
  NewWebhookAnswer,
  Turn,
  WebhooksAnswer,
} from '@yagura/contract';
import { createWorld, foldTurn } from '@yagura/domain';
import { openHistory, type History } from '@yagura/history';
import { makeWebhookSecret, signWebhook } from '@yagura/service';
import { inventoryOf } from '@yagura/testkit';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { knownPeople } from '../test-support/people.ts';
import { startDesk, type Desk } from '../test-support/relay.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const admin = new Client(databaseUrl);
const known = knownPeople();
const boss = known.admit('person', 'admin', undefined, 'boss');
const lead = known.admit('person', 'lead');
const said: string[] = [];
const hear = (...words: unknown[]) => void said.push(JSON.stringify(words));

let schema = '';
let history: History;
let desk: Desk;
let engine: Engine;

beforeAll(() => admin.connect());
beforeEach(async () => {
  schema = `webhooks_${randomBytes(6).toString('hex')}`;
  history = openHistory(databaseUrl, { schema });
  await history.migrate();
  const { webhooks, outbox } = history;
  const people = new Proxy(known.people, {
    get: (own, name) => Reflect.get(name === 'audit' ? history.people : own, name),
  });
  desk = await startDesk(['gw-1'], { history, people, webhooks, outbox, log: { info: hear, warn: hear, error: hear } });
  engine = startEngine(desk);
});
afterEach(async () => {
  await engine.stop();
  await desk.stop();
  await history.close();
  await admin.query(`DROP SCHEMA "${schema}" CASCADE`);
});
afterAll(() => admin.end());

interface Engine {
  stop(): Promise<void>;
}

/** Judges what is told until it is stopped, as an engine does. */
function startEngine(started: Desk): Engine {
  const world = createWorld(1, Date.now());
  foldTurn(world, { now: Date.now(), inventory: inventoryOf({ components: ['gw-1'] }), findings: null, entries: [] });
  let stopped = false;
  const run = async () => {
    for (let at = await started.engineStreams.evidence.start(); !stopped;) {
      const evidence = await started.engineStreams.evidence.read(at, { limit: 100, blockMs: 20 });
      at = evidence.to;
      const commands = evidence.inputs.flatMap((input: Input) => (input.type === 'command' ? [input.command] : []));
      if (commands.length === 0) continue;
      const rest = { inventory: null, findings: null, entries: [] };
      const { incidents, outcomes } = foldTurn(world, { now: Date.now(), commands, ...rest });
      const turn: Turn = await started.engine.commit({ incidents: [...incidents], outcomes: [...outcomes] });
      await history.appendTurns([turn]);
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function manage<T>(
  method: string,
  path: string,
  body?: object,
  secret = boss,
): Promise<{ status: number; body: T }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  const answer = await fetch(desk.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as T };
}

const out = { direction: 'out', id: 'pager', name: 'Pager', url: 'https://pager.example/in/abc123?key=xyz' } as const;
const everywhere = { sites: 'all', owners: 'all' } as const;

test('WH-10 an admin makes, lists and ends webhooks; each secret is told once, and the audit names the host alone', async () => {
  const made = await manage<NewWebhookAnswer>('POST', '/api/v1/webhooks', { ...out, scope: everywhere });
  expect(made).toMatchObject({ status: 201, body: { webhook: { ...out, least: 3, kinds: 'all', madeBy: 'boss' } } });
  expect(made.body.secret).toMatch(/^whsec_/);
  const sender = await manage<NewWebhookAnswer>('POST', '/api/v1/webhooks', {
    direction: 'in',
    id: 'zabbix',
    name: 'Zabbix',
  });
  expect(sender.status).toBe(201);
  expect((await manage('POST', '/api/v1/webhooks', { direction: 'in', id: 'pager', name: 'x' })).status).toBe(409);
  const list = await manage<WebhooksAnswer>('GET', '/api/v1/webhooks');
  const delivery = { lastSuccessAt: null, waiting: 0, oldestWaitingAt: null, givenUp: 0, lastError: null };
  expect(list.body.webhooks).toMatchObject([
    { ...out, delivery },
    { direction: 'in', id: 'zabbix', madeBy: 'boss' },
  ]);
  expect((await manage('DELETE', '/api/v1/webhooks/pager')).status).toBe(200);
  expect((await manage('DELETE', '/api/v1/webhooks/pager')).status).toBe(404);
  const audit = await manage<AuditAnswer>('GET', '/api/v1/audit');
  expect(audit.body.entries.map(({ who, action, target }) => [who, action, target])).toEqual([
    ['boss', 'webhook-made', 'pager'],
    ['boss', 'webhook-made', 'zabbix'],
    ['boss', 'webhook-ended', 'pager'],
  ]);
  const told = JSON.stringify([list.body, audit.body, said, desk.metrics()]);
  for (const secret of [made.body.secret, sender.body.secret]) expect(told).not.toContain(secret.slice(6));
  expect(JSON.stringify(audit.body)).not.toContain('abc123');
});

test('WH-10 nobody else manages webhooks, and what makes no sense is refused by its field', async () => {
  expect((await manage('POST', '/api/v1/webhooks', { ...out, scope: everywhere }, lead)).status).toBe(403);
  expect((await manage('GET', '/api/v1/webhooks', undefined, lead)).status).toBe(403);
  const urls = [
    'http://pager.example/',
    'https://me:pass@pager.example/',
    'ftp://x/',
    'http://127.0.0.1.example/',
    'https://a\\@b/',
  ];
  for (const url of urls) {
    const answer = await manage<{ error: string }>('POST', '/api/v1/webhooks', { ...out, url, scope: everywhere });
    expect([url, answer.status, answer.body.error.slice(0, 4)]).toEqual([url, 400, 'url:']);
  }
  for (const url of ['http://127.0.0.1:9/x', 'http://localhost/', 'http://[::1]:80/']) {
    const id = `own-${randomBytes(4).toString('hex')}`;
    expect((await manage('POST', '/api/v1/webhooks', { ...out, id, url, scope: everywhere })).status, url).toBe(201);
  }
});

async function sender(id = 'zabbix'): Promise<string> {
  const made = await manage<NewWebhookAnswer>('POST', '/api/v1/webhooks', { direction: 'in', id, name: 'Zabbix' });
  return made.body.secret;
}

interface Sent {
  readonly id?: string;
  readonly to?: string;
  readonly timestamp?: number;
  readonly headers?: Record<string, string>;
}

const messageId = () => `msg_${randomBytes(8).toString('hex')}`;

async function send(
  secret: string,
  body: unknown,
  sent: Sent = {},
): Promise<{ status: number; answer: CommandAnswer }> {
  const { id = messageId(), to = 'zabbix', timestamp = Math.floor(Date.now() / 1000) } = sent;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const signature = signWebhook(secret, { id, timestamp, body: text });
  const signed = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
  const headers = { 'content-type': 'application/json', ...signed, ...sent.headers };
  const answer = await fetch(`${desk.url}/api/v1/hooks/${to}`, { method: 'POST', headers, body: text });
  return { status: answer.status, answer: (await answer.json()) as CommandAnswer };
}

const disk = { what: 'Disk full', where: 'ldn-db-1', key: 'disk-1' };

async function incident(id: string | null): Promise<IncidentAnswer> {
  const answer = await manage<IncidentAnswer>('GET', `/api/v1/incidents/${encodeURIComponent(id ?? '')}`);
  return answer.body;
}
const incidents = async () => (await history.incidents({ states: null, below: null, limit: 100 })).length;

test('WH-20, WH-21 a signed message opens an incident, the next under its key feeds it, sent again it is answered the same', async () => {
  const secret = await sender();
  const id = messageId();
  const opened = await send(secret, { ...disk, told_by: 'agent 7', priority: 2 }, { id });
  expect(opened).toMatchObject({ status: 200, answer: { result: 'done', text: 'opened as incident 1' } });
  expect(await send(secret, { ...disk, told_by: 'agent 7', priority: 2 }, { id })).toEqual(opened);
  const fed = await send(secret, { ...disk, priority: 2, note: 'now 97 %' });
  const over = await send(secret, { ...disk, resolved: true });
  expect([fed.answer.incident, over.answer.incident]).toEqual([opened.answer.incident, opened.answer.incident]);
  const told = await incident(opened.answer.incident);
  expect(told.incident).toMatchObject({
    state: 'open',
    owner: null,
    priority: 2,
    source: { kind: 'sender', sender: 'zabbix', toldBy: 'agent 7' },
  });
  expect(told.log.map(({ by, what, text }) => [by, what, text])).toEqual([
    ['sender:zabbix', 'opened', 'Disk full, ldn-db-1. Told by agent 7.'],
    ['sender:zabbix', 'noted', 'now 97 %'],
    ['sender:zabbix', 'noted', 'Says that it is resolved: Disk full, ldn-db-1'],
  ]);
  expect((await send(secret, { ...disk, note: 'another' }, { id })).status).toBe(409);
  expect(await incidents()).toBe(1);
});

test('WH-20 many at once under one id and under one key open one incident', async () => {
  const secret = await sender();
  const id = messageId();
  const same = await Promise.all(Array.from({ length: 10 }, () => send(secret, disk, { id })));
  const others = await Promise.all(Array.from({ length: 10 }, () => send(secret, disk)));
  expect(new Set([...same, ...others].map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(same.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
  expect(await incidents()).toBe(1);
  expect((await incident(same[0]?.answer.incident ?? null)).log).toHaveLength(11);
});

test('WH-20 a wrong or missing signature, another sender’s, an unknown name: all are answered alike and open nothing', async () => {
  const secret = await sender();
  const other = await sender('nagios');
  const attempts = [
    await send(makeWebhookSecret(), disk),
    await send(other, disk),
    await send(secret, disk, { to: 'nobody' }),
    await send(secret, disk, { to: 'no%20id' }),
    await send(secret, disk, { headers: { 'webhook-signature': 'v1,' } }),
    await send(secret, disk, { headers: { 'webhook-id': 'msg_other' } }),
    await send(secret, disk, { headers: { 'webhook-timestamp': 'now' } }),
    await send(secret, disk, { headers: { 'webhook-id': '' } }),
    await send(secret, disk, { id: 'with.dot' }),
  ];
  const [first] = attempts;
  expect(first?.status).toBe(401);
  for (const attempt of attempts) expect(attempt).toEqual(first);
  expect(await incidents()).toBe(0);
});

test('WH-20 what was signed more than five minutes from now is refused, right as its signature is', async () => {
  const secret = await sender();
  const now = Math.floor(Date.now() / 1000);
  for (const timestamp of [now - 310, now + 310, 0]) expect((await send(secret, disk, { timestamp })).status).toBe(401);
  for (const timestamp of [now - 290, now + 290]) expect((await send(secret, disk, { timestamp })).status).toBe(200);
});

test('WH-20 garbage and what is too long is refused by name, and opens nothing', async () => {
  const secret = await sender();
  for (const body of [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    { ...disk, what: '' },
    { ...disk, priority: 4 },
    { ...disk, take: true },
  ])
    expect((await send(secret, body)).status, JSON.stringify(body)).toBe(400);
  expect((await send(secret, { ...disk, note: 'x'.repeat(70_000) })).status).toBe(413);
  expect((await send(secret, disk, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  expect((await send(secret, disk, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  expect((await send(secret, disk, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  expect(await incidents()).toBe(0);
});

test('WH-10 a sender whose webhook was ended is heard no more', async () => {
  const secret = await sender();
  expect((await send(secret, disk)).status).toBe(200);
  await manage('DELETE', '/api/v1/webhooks/zabbix');
  expect((await send(secret, disk)).status).toBe(401);
});

test('WH-23 who says too much at once is told to wait', async () => {
  const secret = await sender();
  const statuses: number[] = [];
  const all = Array.from({ length: 260 }, () => send(secret, '{}').then(({ status }) => statuses.push(status)));
  await Promise.all(all);
  expect(new Set(statuses)).toEqual(new Set([400, 429]));
  expect(statuses.filter((status) => status === 400).length).toBeGreaterThanOrEqual(200);
});

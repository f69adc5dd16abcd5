import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Announcement, Priority, Subscription, Turn } from '@yagura/contract';
import { openHistory, type History, type Outbox } from '@yagura/history';
import { createMetrics, isSignedBy } from '@yagura/service';
import { Client } from 'pg';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { startCourier, type Courier, type CourierOptions } from './courier.ts';
import { permissionFor } from './send/permission.ts';
import { post } from './send/post.ts';
import { fanOut } from './work/fan-out.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const admin = new Client(databaseUrl);
const connected = admin.connect();
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const allowed = permissionFor({ loopback: true, networks: [] });
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

let schema = '';
let history: History;
let turns = 0;
const endings: (() => unknown)[] = [];

beforeEach(async () => {
  await connected;
  schema = `courier_${randomBytes(6).toString('hex')}`;
  history = openHistory(databaseUrl, { schema });
  await history.migrate();
  turns = 0;
});
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
  await history.close();
  await admin.query(`DROP SCHEMA "${schema}" CASCADE`);
});
afterAll(() => admin.end());

async function subscribe(id: string, url: string, least: Priority = 3): Promise<void> {
  const about = { name: id, url, scope: { sites: 'all', owners: 'all' }, kinds: 'all' } as const;
  const subscription: Subscription = { id, ...about, least, madeBy: 'mei', madeAt: 1 };
  const note = {
    at: 1,
    who: 'mei',
    action: 'webhook-made',
    target: id,
    before: null,
    after: null,
    address: null,
  } as const;
  await history.webhooks.addSubscription(subscription, secret, note);
}

async function announce(count: number, priority: Priority = 1, extra: Partial<Announcement> = {}): Promise<string[]> {
  const nowhere = { beats: '0-0', inputs: '0-0' };
  const turn = (turns += 1);
  const about = { epoch: 1, shard: '0', turn, fence: 1, now: turn, shown: turn, from: nowhere, to: nowhere };
  const announcements = Array.from({ length: count }, (_, n): Announcement => {
    const root = { kind: 'component', id: 'a' } as const;
    const words = { text: 'A is DOWN.', why: 'It is the first.' };
    return {
      id: `1.${turn}.${n}`,
      at: turn,
      kind: 'opened',
      group: `component:a@${turn}`,
      root,
      priority,
      pages: true,
      ...words,
      ...extra,
    };
  });
  const told: Turn = { ...about, changes: [], statuses: [], news: {}, announcements };
  await history.appendTurns([told]);
  return announcements.map(({ id }) => id);
}

interface Receiver {
  readonly url: string;
  /** The ids that it was sent, in the order in which they came. */
  readonly heard: string[];
  status: number;
  hangs: boolean;
}

async function receiver(): Promise<Receiver> {
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (bytes) => (body += bytes))
      .on('end', () => {
        const id = String(request.headers['webhook-id']);
        const timestamp = Number(request.headers['webhook-timestamp']);
        const right = isSignedBy(secret, { id, timestamp, body }, String(request.headers['webhook-signature']));
        heard.push(right ? id : 'wrongly signed');
        if (!made.hangs) response.writeHead(made.status).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const made: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    status: 204,
    hangs: false,
  };
  return made;
}

function start(extra: Partial<CourierOptions> = {}): Courier & { readonly readiness: () => string } {
  let ready = '';
  const courier = startCourier({
    outbox: history.outbox,
    send: (url, message, stop) => post(url, message, { allowed, timeoutMs: 2000 }, stop),
    service: { log: quiet, metrics: createMetrics('courier'), setReady: ({ why }) => (ready = why) },
    now: () => Date.now(),
    elapsed: () => performance.now(),
    chance: () => 0.5,
    ...extra,
  });
  endings.push(() => courier.stop());
  return { ...courier, readiness: () => ready };
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`still not so after ${withinMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const stateOf = async (id: string) => (await history.outbox.states()).get(id);
const rows = async () =>
  (await admin.query(`SELECT seq, webhook, state FROM "${schema}".deliveries ORDER BY seq, webhook`)).rows as {
    seq: string;
    webhook: string;
    state: string;
  }[];
const idsFor = (announced: readonly string[], webhook: string) =>
  announced.map((id) => `msg_${id.replaceAll('.', '-')}_${webhook}`);

test('WH-4 every announcement reaches whoever asked for it, once, and nobody else', async () => {
  const [all, urgent] = [await receiver(), await receiver()];
  await subscribe('all', all.url);
  await subscribe('urgent', urgent.url, 1);
  const courier = start();
  const first = await announce(3, 2);
  const second = await announce(2, 1);
  await until(() => all.heard.length >= 5 && urgent.heard.length >= 2);
  await until(async () => (await stateOf('all'))?.waiting === 0 && (await stateOf('urgent'))?.waiting === 0);
  expect(all.heard.toSorted()).toEqual(idsFor([...first, ...second], 'all').toSorted());
  expect(urgent.heard.toSorted()).toEqual(idsFor(second, 'urgent').toSorted());
  expect(courier.readiness()).toBe('delivering');
  expect(await stateOf('urgent')).toMatchObject({ waiting: 0, givenUp: 0, lastError: null });
});

test('WH-2 whoever was sent that it goes on is sent that it is over, however urgent it is by then, and nobody else is', async () => {
  await subscribe('urgent', 'http://127.0.0.1:1/', 1);
  const about = (group: string, kind: Announcement['kind']) => ({ group: `component:${group}@1`, kind });
  const held = await history.outbox.hold('one', 60_000);
  let reached = held?.reached ?? 0;
  const sent = async () => {
    const moved = await fanOut(history.outbox, { fence: held?.fence ?? 0, reached }, () => 1);
    reached = moved.reached;
    return moved.queued;
  };
  await announce(1, 1, about('a', 'opened'));
  await announce(1, 3, about('b', 'opened'));
  expect(await sent()).toBe(1);
  await announce(1, 3, about('b', 'recovered'));
  expect(await sent()).toBe(0);
  await announce(1, 3, about('a', 'recovered'));
  expect(await sent()).toBe(1);
  // It comes back, and is not urgent this time.
  await announce(1, 3, about('a', 'relapse'));
  await announce(1, 3, about('a', 'lapsed'));
  expect(await sent()).toBe(0);
  // All of it in one piece.
  await announce(1, 3, about('c', 'opened'));
  await announce(1, 1, about('c', 'worse'));
  await announce(1, 2, about('c', 'recovered'));
  expect(await sent()).toBe(2);
});

test('WH-4 exactly one record for each announcement and subscription, wherever in between a courier dies', async () => {
  await subscribe('one', 'http://127.0.0.1:1/');
  await subscribe('two', 'http://127.0.0.1:1/');
  await announce(3);
  const dies = (step: keyof Outbox, after: boolean): Outbox =>
    new Proxy(history.outbox, {
      get: (outbox, name) =>
        name !== step
          ? Reflect.get(outbox, name)
          : async (...words: never[]) => {
              if (after) await (outbox[step] as (...given: never[]) => Promise<unknown>)(...words);
              throw new Error('killed');
            },
    });
  const steps = ['announcementsAfter', 'subscribers', 'unended', 'queue'] as const;
  for (const [step, after] of steps.flatMap((name) => [[name, false] as const, [name, true] as const])) {
    await history.outbox.letGo('before');
    const held = await history.outbox.hold('before', 60_000);
    await announce(1);
    await expect(fanOut(dies(step, after), held ?? { fence: 0, reached: 0 }, Date.now)).rejects.toThrow('killed');
    await history.outbox.letGo('before');
    const next = await history.outbox.hold(`after ${step} ${after}`, 1);
    await fanOut(history.outbox, next ?? { fence: 0, reached: 0 }, Date.now);
    // The one that died comes back and goes on where it was.
    expect((await fanOut(history.outbox, held ?? { fence: 0, reached: 0 }, Date.now)).queued).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const pairs = (await rows()).map(({ seq, webhook }) => `${seq} ${webhook}`);
  expect(pairs).toHaveLength(2 * (3 + 2 * steps.length));
  expect(new Set(pairs).size).toBe(pairs.length);
});

test('WH-5, WH-8 what fails is tried again with the same id until it arrives, and told in plain words meanwhile', async () => {
  const flaky = await receiver();
  flaky.status = 500;
  await subscribe('flaky', flaky.url);
  let ahead = 0;
  start({ now: () => Date.now() + ahead });
  const announced = await announce(1);
  await until(async () => (await stateOf('flaky'))?.lastError !== null);
  const failing = { waiting: 1, givenUp: 0, lastSuccessAt: null };
  expect(await stateOf('flaky')).toMatchObject({
    ...failing,
    lastError: { text: 'it answered 500 Internal Server Error' },
  });
  flaky.status = 204;
  ahead = 10_000;
  await until(async () => (await stateOf('flaky'))?.waiting === 0);
  expect(new Set(flaky.heard)).toEqual(new Set(idsFor(announced, 'flaky')));
  expect(flaky.heard).toHaveLength(2);
  expect((await stateOf('flaky'))?.lastSuccessAt).not.toBeNull();
});

test('WH-8 what nobody takes for a day is given up, at once where the receiver says so, and counted; what comes later is sent all the same', async () => {
  const [dead, gone] = [await receiver(), await receiver()];
  dead.status = 500;
  gone.status = 410;
  await subscribe('dead', dead.url);
  await subscribe('gone', gone.url);
  let ahead = 0;
  start({ now: () => Date.now() + ahead });
  await announce(1);
  await until(async () => (await stateOf('gone'))?.givenUp === 1 && (await stateOf('dead'))?.lastError !== null);
  ahead = 24 * 3_600_000;
  await until(async () => (await stateOf('dead'))?.givenUp === 1);
  expect(await stateOf('gone')).toMatchObject({ waiting: 0, lastError: { text: 'it answered 410 Gone' } });
  expect(gone.heard).toHaveLength(1);
  gone.status = 204;
  await announce(1);
  await until(() => gone.heard.length === 2);
});

test('WH-6 a target that hangs or is dead delays no other, and is connected to twice at most', async () => {
  const [hanging, well] = [await receiver(), await receiver()];
  hanging.hangs = true;
  for (let n = 0; n < 5; n += 1) await subscribe(`hanging-${n}`, `${hanging.url}${n}`);
  await subscribe('dead', 'http://127.0.0.1:1/');
  await subscribe('well', well.url);
  start({ send: (url, message, stop) => post(url, message, { allowed, timeoutMs: 600_000 }, stop) });
  await announce(20);
  await until(() => well.heard.length >= 20);
  expect(hanging.heard).toHaveLength(2);
});

test('WH-4 of two couriers one delivers, and the other when the first has gone; what was on its way comes again with the same id', async () => {
  const slow = await receiver();
  slow.hangs = true;
  await subscribe('slow', slow.url);
  const first = start();
  await until(() => first.readiness() === 'delivering');
  const second = start();
  await until(() => second.readiness() === 'another courier delivers');
  const announced = await announce(1);
  await until(() => slow.heard.length === 1);
  slow.hangs = false;
  await first.stop();
  await until(async () => second.readiness() === 'delivering' && (await stateOf('slow'))?.waiting === 0);
  expect(slow.heard).toEqual([...idsFor(announced, 'slow'), ...idsFor(announced, 'slow')]);
});

import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat, post, type Beating } from '../support/beats.ts';
import { deskOf, newcomerToken, senderToken } from '../support/desk-text.ts';
import { allOk, changesOfAll } from '../support/scene.ts';
import { startStand, type Stand } from '../support/stand.ts';
import { sleep, until } from '../support/wait.ts';

let stand: Stand;
let beating: Beating;
const desk = deskOf(8);
const victim = 'gw-ldn-1';
const others = desk.ids.filter((id) => id !== victim);
let before: Record<string, string[]>;
let pids: number[];

beforeAll(async () => {
  stand = await startStand(desk.text);
  beating = beat(stand.collectorPort, senderToken, desk.ids);
  await allOk(stand, desk.ids.length);
  await sleep(2500);
  before = await changesOfAll(stand, others);
  pids = pidsNow();
});
afterAll(async () => {
  beating?.stop();
  await stand?.stop();
});

const pidsNow = () => [stand.collector, stand.relay, ...stand.engines].map((each) => each.pid);

async function nothingElseChanged(): Promise<void> {
  await sleep(1500);
  const board = await stand.board();
  expect(board.live).toBe(true);
  expect(board.components.filter((component) => others.includes(component.id) && component.health !== 'ok')).toEqual(
    [],
  );
  expect(await changesOfAll(stand, others)).toEqual(before);
  expect(pidsNow()).toEqual(pids);
}

/** Bytes to a TCP port, half of them as a request's body, and whatever comes back. */
function send(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(300, end);
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', end);
    socket.on('close', end);
    socket.end(bytes);
  });
}

const random = (seed: number, count: number) =>
  fc.sample(
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.string().map((text) => new TextEncoder().encode(text)),
    ),
    { seed, numRuns: count },
  );

async function inGroups<T>(items: readonly T[], run: (item: T, index: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 20)
    await Promise.all(items.slice(at, at + 20).map((item, index) => run(item, at + index)));
}

test('HB-23 a thousand random inputs on the HTTP port of the collector: each answered, nothing else changed', async () => {
  const inputs = random(1, 1000);
  const statuses = new Map<number, number>();
  await inGroups(inputs, async (bytes, index) => {
    if (index % 4 === 0) return void (await send(stand.collectorPort, bytes));
    const response = await fetch(`http://127.0.0.1:${stand.collectorPort}/v1/${index % 2 ? 'beats' : 'events'}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${newcomerToken}`, 'content-type': 'application/json' },
      body: Buffer.from(bytes),
    });
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    expect([202, 400, 413, 429]).toContain(response.status);
    const answer = (await response.json()) as { error?: string; remedy?: string; rejected?: unknown[] };
    if (response.status === 202) expect(answer.rejected).toBeDefined();
    else expect(answer).toMatchObject({ error: expect.any(String), remedy: expect.any(String) });
  });
  expect(statuses.get(400)).toBeGreaterThan(100);
  await nothingElseChanged();
});

test('HB-23 a thousand random datagrams: counted, nothing else changed', async () => {
  const socket = createSocket('udp4');
  await inGroups(
    random(2, 1000),
    (bytes) => new Promise((resolve) => socket.send(bytes, stand.collectorPort, '127.0.0.1', () => resolve())),
  );
  socket.close();
  await nothingElseChanged();
});

test('RE-10 a thousand random inputs on the port of the wall: nothing else changed', async () => {
  await inGroups(random(3, 1000), async (bytes, index) => {
    if (index % 2) return void (await send(stand.port, bytes));
    const path = encodeURIComponent(Buffer.from(bytes).toString('latin1').slice(0, 100));
    const response = await fetch(`${stand.url}/api/v1/components/${path}/changes?from=${path}&to=${index}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    await response.text();
  });
  await nothingElseChanged();
});

test('HB-3, HB-4, HB-7, HB-10 malformed, huge, unknown, unauthorised: each a clear error', async () => {
  const refused = async (token: string, body: unknown) => {
    const answer = await post(stand.collectorPort, token, body);
    return { status: answer.status, text: JSON.stringify(answer.body) };
  };
  expect(await refused(senderToken, '{"component": ')).toMatchObject({
    status: 400,
    text: expect.stringContaining('error'),
  });
  expect(await refused('not-a-token-at-all', { component: victim })).toMatchObject({ status: 401 });
  expect(await refused(senderToken, `"${'x'.repeat(1_100_000)}"`)).toMatchObject({ status: 413 });
  const many = Array.from({ length: 5001 }, () => ({ component: victim }));
  expect(await refused(senderToken, many)).toMatchObject({ status: 413 });
  const unknown = await post(stand.collectorPort, senderToken, [
    { component: 'nobody-knows' },
    { component: victim, statsu: 'ok' },
    { component: victim },
  ]);
  expect(unknown).toMatchObject({ status: 202, body: { accepted: 1 } });
  expect(unknown.body.rejected.map(({ index }) => index)).toEqual([0, 1]);
  expect(unknown.body.rejected[0]?.error).toContain('nobody-knows');
  expect(unknown.body.rejected[1]?.error).toContain('statsu');
  await nothingElseChanged();
});

test('WA-16, WA-18, WA-22 duplicates and beats out of order are ignored and counted; those of the future change nobody else', async () => {
  beating.silence(victim);
  const epoch = 'garbage-epoch';
  const say = (seq: number, more: object = {}) =>
    post(stand.collectorPort, senderToken, { component: victim, epoch, seq, ...more });
  await say(1);
  await say(2);
  await say(1, { status: 'down' });
  await say(2, { status: 'down' });
  await sleep(500);
  expect((await stand.component(victim)).health).toBe('ok');
  await say(3, { at: Date.now() + 3_600_000 });
  await say(4, { at: Date.now() + 3_600_000 });
  await say(5, { at: Date.now() + 3_600_000 });
  const wrong = await until(
    'the wrong clock to be told',
    () => stand.component(victim),
    (component) => component.reasons.some(({ code }) => code === 'clock'),
  );
  expect(wrong.health).toBe('degraded');
  await nothingElseChanged();
});

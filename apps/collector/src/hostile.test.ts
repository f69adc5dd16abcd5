import { maxBodyBytes } from '@yagura/contract';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { beatFromDatagram } from './adapters/udp.ts';
import { beatsFromBody, occurrencesFromBody } from './adapters/http-push.ts';
import { tokens } from './test-support/desk-for-tests.ts';
import { exchange, requestText, statusesIn } from './test-support/raw-socket.ts';
import { allEntries, beatsOf, post, sendDatagrams, startWithDesk } from './test-support/start-for-test.ts';

vi.setConfig({ testTimeout: 60_000 });

const running: Awaited<ReturnType<typeof startWithDesk>>[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function start() {
  const started = await startWithDesk();
  running.push(started);
  return started;
}

const token = tokens.all;
const authorization = `Bearer ${token}`;

const almostBeat = fc.record(
  {
    token: fc.oneof(fc.constant(token), fc.jsonValue()),
    component: fc.oneof(fc.constantFrom('gw-2', 'net-1', 'stranger'), fc.jsonValue()),
    at: fc.jsonValue(),
    seq: fc.jsonValue(),
    metrics: fc.jsonValue(),
    every: fc.oneof(fc.constantFrom('1s', '-1s', '999d'), fc.jsonValue()),
    beat: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const hostileText = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  almostBeat.map((beat) => JSON.stringify(beat)),
  almostBeat.map((beat) => JSON.stringify(beat).slice(0, -1)),
  fc.array(almostBeat, { maxLength: 5 }).map((beats) => JSON.stringify(beats)),
  fc.array(almostBeat, { maxLength: 5 }).map((beats) => JSON.stringify({ beats })),
  fc.array(almostBeat, { maxLength: 5 }).map((beats) => beats.map((beat) => JSON.stringify(beat)).join('\n')),
  fc.nat(2000).map((depth) => '['.repeat(depth)),
  fc.nat(2000).map((length) => `{"component":"${'a'.repeat(length)}"}`),
);

test('HB-23 bytes → beats never throws, whatever the bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    hostileText.map((text) => Buffer.from(text)),
  );
  const types = fc.constantFrom(undefined, 'application/json', 'application/x-ndjson', '\u0000');
  fc.assert(
    fc.property(bytes, types, (given, type) => {
      const buffer = Buffer.from(given);
      expect(beatsFromBody(buffer, type)).toBeTypeOf('object');
      expect(occurrencesFromBody(buffer, type)).toBeTypeOf('object');
      expect(beatFromDatagram(buffer)).toHaveProperty('kind');
    }),
    { numRuns: 3000 },
  );
});

test('HB-23 1,000 hostile requests are each answered, and another component hears nothing of it', async () => {
  const { url, streams } = await start();
  const bodies = fc.sample(hostileText, 1000);
  let seq = 0;
  for (let at = 0; at < bodies.length; at += 20) {
    const answers = await Promise.all(bodies.slice(at, at + 20).map((body) => post(url, body)));
    for (const { status, body } of answers) {
      expect([202, 400, 413]).toContain(status);
      if (status !== 202) expect(body).toEqual({ error: expect.any(String), remedy: expect.any(String) });
    }
    expect((await post(url, { component: 'gw-1', seq: seq++, every: '1s' })).status).toBe(202);
  }
  const kept = beatsOf(await allEntries(streams), 'gw-1');
  expect(kept.map((beat) => beat.seq)).toEqual(Array.from({ length: seq }, (_, index) => index));
});

test('HB-23 1,000 hostile datagrams are each counted, and another component hears nothing of it', async () => {
  const { collector, streams, metrics } = await start();
  const datagrams = fc.sample(fc.oneof(hostileText, fc.uint8Array({ maxLength: 2000 })), 1000);
  for (let at = 0; at < datagrams.length; at += 50) {
    await sendDatagrams(collector.port, [
      ...datagrams.slice(at, at + 50),
      JSON.stringify({ token, component: 'gw-1', seq: at / 50 }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await vi.waitFor(async () => expect(beatsOf(await allEntries(streams), 'gw-1')).toHaveLength(20), { timeout: 5000 });
  const text = metrics.text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^yagura_${name}\\{[^}]*port="udp"[^}]*\\} (\\d+)$`, 'gm'))].reduce(
      (all, match) => all + Number(match[1]),
      0,
    );
  // An invalid or inadmissible beat is counted twice on purpose: as a beat and by its cause.
  expect(sum('collector_rejected_total') + sum('collector_beats_total')).toBeGreaterThanOrEqual(1020);
});

test('HB-23 what is no HTTP, cut off, pipelined or endless is answered or counted, and the port lives on', async () => {
  const { collector, url, metrics } = await start();
  const { port } = collector;
  const good = requestText('{"component":"gw-2"}', { authorization });
  const garbage = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 200 }), 100).map((bytes) => Buffer.from(bytes));
  await Promise.all(garbage.map((bytes) => exchange(port, [bytes, '\r\n\r\n'], 300)));
  expect(statusesIn(await exchange(port, ['HELO you\r\n\r\n']))).toEqual([400]);
  expect(statusesIn(await exchange(port, ['CONNECT a:1 HTTP/1.1\r\n\r\n']))).toEqual([400]);
  expect(statusesIn(await exchange(port, [`GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`]))).toEqual([431]);
  expect(statusesIn(await exchange(port, [good, good, good], 500))).toEqual([202, 202, 202]);
  expect(statusesIn(await exchange(port, [`${good}\u0000\u0001garbage\r\n\r\n`], 500))).toEqual([202, 400]);
  expect(await exchange(port, [good.slice(0, -5)], 200)).toBe('');
  const chunked = 'POST /v1/beats HTTP/1.1\r\ntransfer-encoding: chunked\r\n';
  expect(statusesIn(await exchange(port, [`${chunked}authorization: ${authorization}\r\n\r\nzz\r\n`]))).toEqual([400]);
  const refused = metrics.counter('collector_rejected_total', '');
  expect(refused.value({ port: 'http', cause: 'not-http' })).toBeGreaterThan(3);
  expect(refused.value({ port: 'http', cause: 'gone' })).toBeGreaterThan(0);
  expect((await post(url, { component: 'gw-1' })).status).toBe(202);
});

test('HB-3 a body that goes on beyond 1 MiB is refused while it is still being sent, and reading stops', async () => {
  const { collector } = await start();
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const head = `POST /v1/beats HTTP/1.1\r\ntransfer-encoding: chunked\r\nauthorization: ${authorization}\r\n\r\n`;
  const began = performance.now();
  const answer = await exchange(collector.port, [head, ...Array.from({ length: 200 }, () => chunk)], 10_000, 20);
  expect(statusesIn(answer)).toEqual([413]);
  expect(performance.now() - began).toBeLessThan(8000);
  const announced = `POST /v1/beats HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: ${maxBodyBytes + 1}\r\n\r\n`;
  expect(statusesIn(await exchange(collector.port, [announced], 300))).toEqual([413]);
});

test('HB-24 duplicates, old and future-dated beats go through as they are: judging is not done here', async () => {
  const { url, streams } = await start();
  const beats = [
    { component: 'gw-2', epoch: 'b', seq: 5, at: 1 },
    { component: 'gw-2', epoch: 'b', seq: 5, at: 1 },
    { component: 'gw-2', epoch: 'a', seq: 1, at: 8_640_000_000_000_000 },
    { component: 'gw-2', epoch: 'b', seq: 4 },
  ];
  for (const beat of beats) await post(url, beat);
  const kept = beatsOf(await allEntries(streams), 'gw-2').map(({ component, epoch, seq, at }) => ({
    component,
    epoch,
    seq,
    at,
  }));
  expect(JSON.parse(JSON.stringify(kept))).toEqual(beats);
});

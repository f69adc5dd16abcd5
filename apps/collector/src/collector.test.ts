import { maxBodyBytes } from '@yagura/contract';
import { afterEach, expect, test, vi } from 'vitest';
import { tokens } from './test-support/desk-for-tests.ts';
import {
  allEntries,
  beatsOf,
  post,
  sendDatagrams,
  startWithDesk,
  type Running,
} from './test-support/start-for-test.ts';

vi.setConfig({ testTimeout: 20_000 });

const running: Running[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function start(given: Parameters<typeof startWithDesk>[0] = {}) {
  const started = await startWithDesk(given);
  running.push(started);
  return started;
}

test('HB-1, HB-2 a beat that was answered with 202 is in Redis, stamped with desk time, port and sender', async () => {
  const { url, streams } = await start();
  const before = Date.now();
  const { status, body } = await post(url, { component: 'gw-1', every: '1s', seq: 7, metrics: { load: 0.5 } });
  expect({ status, body }).toEqual({ status: 202, body: { accepted: 1, rejected: [] } });
  const [beat] = beatsOf(await allEntries(streams), 'gw-1');
  expect(beat).toMatchObject({ component: 'gw-1', every: 1000, seq: 7, status: 'ok', port: 'http', sender: 'all' });
  expect(beat?.heard).toBeGreaterThanOrEqual(before - 50);
});

test('HB-4 a wrong beat is rejected by its place with the field named, the others are taken', async () => {
  const { url, streams } = await start();
  const beats = [
    { component: 'gw-1' },
    { component: 'gw-2', seq: 'x' },
    7,
    { component: 'nobody' },
    { component: 'net-1', colour: 'red' },
    { component: 'gw-2' },
  ];
  const { status, body } = await post(url, beats);
  expect(status).toBe(202);
  expect(body.accepted).toBe(2);
  expect(body.rejected.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  const errors = body.rejected.map(({ error }) => error);
  expect(errors[0]).toContain('seq');
  expect(errors[1]).toContain('JSON object');
  expect(errors[2]).toContain('nobody');
  expect(errors[3]).toContain('colour');
  expect(beatsOf(await allEntries(streams), 'gw-2')).toHaveLength(1);
});

test('HB-4 of many wrong beats each is rejected, and the first are explained', async () => {
  const { url } = await start();
  const { body } = await post(
    url,
    Array.from({ length: 5000 }, () => ({ component: '' })),
  );
  expect(body.accepted).toBe(0);
  expect(body.rejected).toHaveLength(5000);
  expect(body.rejected[0]?.error).toContain('component');
});

test('HB-8 what the sender did not declare is said: the interval of the desk, else 10 s', async () => {
  const { url } = await start();
  const first = await post(url, [{ component: 'gw-2' }, { component: 'fresh' }, { component: 'gw-1', every: '2s' }], {
    token: tokens.register,
  });
  expect(first.body.assumed).toEqual({ 'gw-2': { everyMs: 5000 }, fresh: { everyMs: 10_000 } });
  const second = await post(url, { component: 'gw-1' });
  expect(second.body).toEqual({ accepted: 1, rejected: [] });
});

test('HB-9 a sender speaks for its scope only, and is told whose the other one is', async () => {
  const { url, streams } = await start();
  const site = await post(url, [{ component: 'gw-1' }, { component: 'gw-nyc' }], { token: tokens.london });
  expect(site.body.rejected).toEqual([
    { index: 1, error: 'gw-nyc belongs to site nyc; sender ldn-apps may send for site:ldn' },
  ]);
  const owner = await post(url, [{ component: 'gw-nyc' }, { component: 'net-1' }], { token: tokens.desk });
  expect(owner.body.rejected.map(({ error }) => error)).toEqual([
    'gw-nyc belongs to owner futures; sender eq-apps may send for owner:equities',
    'net-1 has no owner; sender eq-apps may send for owner:equities',
  ]);
  expect(beatsOf(await allEntries(streams), 'gw-nyc')).toEqual([]);
});

test('HB-10 an unknown component is taken from a sender that may register, at most 200 of them, else refused by name', async () => {
  const { url, streams } = await start();
  const refused = await post(url, { component: 'stranger' });
  expect(refused.body.rejected[0]?.error).toMatch(/stranger is not in the desk file and sender all may not register/);
  const strangers = Array.from({ length: 201 }, (_, index) => ({ component: `stranger-${index}` }));
  const taken = await post(url, strangers, { token: tokens.register });
  expect(taken.body.accepted).toBe(200);
  expect(taken.body.rejected).toEqual([{ index: 200, error: expect.stringContaining('stranger-200') }]);
  const again = await post(url, strangers.slice(0, 200), { token: tokens.register });
  expect(again.body.accepted).toBe(200);
  expect(beatsOf(await allEntries(streams), 'stranger-0')).toHaveLength(2);
});

test('HB-11 an event is taken for what is known, with its time; one about a stranger is refused', async () => {
  const { url, streams } = await start();
  const events = [
    { component: 'gw-1', event: 'logon', at: '2026-03-02T08:00:00Z' },
    { component: 'stranger', event: 'logon' },
    { component: 'gw-1' },
  ];
  const { body } = await post(url, events, { path: '/v1/events', token: tokens.register });
  expect(body.accepted).toBe(1);
  expect(body.rejected.map(({ index }) => index)).toEqual([1, 2]);
  const [occurrence] = (await allEntries(streams)).flatMap((entry) => entry.occurrences);
  expect(occurrence).toMatchObject({
    component: 'gw-1',
    event: 'logon',
    at: Date.parse('2026-03-02T08:00:00Z'),
    sender: 'newcomers',
  });
});

test('HB-3, HB-5, HB-7 every refusal has its status, what is wrong and what to do about it', async () => {
  const { url } = await start();
  const huge = `["${'x'.repeat(maxBodyBytes)}"]`;
  const cases: [
    Promise<{ status: number; headers: Headers; body: { error: string; remedy: string } }>,
    number,
    string?,
  ][] = [
    [post(url, '{"component":'), 400],
    [post(url, ''), 400],
    [post(url, { component: 'gw-1' }, { token: null }), 401, 'www-authenticate'],
    [post(url, { component: 'gw-1' }, { token: 'wrong' }), 401, 'www-authenticate'],
    [post(url, huge), 413],
    [
      post(
        url,
        Array.from({ length: 5001 }, () => 1),
      ),
      413,
    ],
    [post(url, { component: 'gw-1' }, { headers: { 'content-encoding': 'gzip' } }), 415],
    [post(url, {}, { path: '/v1/elsewhere' }), 404],
    [post(url, {}, { path: '/healthz' }), 405, 'allow'],
  ];
  for (const [answer, status, header] of cases) {
    const { status: given, headers, body } = await answer;
    expect(given).toBe(status);
    expect(body).toEqual({ error: expect.any(String), remedy: expect.any(String) });
    if (header) expect(headers.get(header)).toBeTruthy();
  }
  const asked = await fetch(`${url}/v1/beats`);
  expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST']);
});

test('HB-12 a datagram is a beat with its token, plain or wrapped; what is wrong is counted by its cause', async () => {
  const { collector, streams, metrics } = await start();
  const token = tokens.all;
  await sendDatagrams(collector.port, [
    JSON.stringify({ token, component: 'gw-1', seq: 1 }),
    JSON.stringify({ token, beat: { component: 'gw-1', seq: 2 } }),
    JSON.stringify({ component: 'gw-1', seq: 3 }),
    JSON.stringify({ token: 'wrong', component: 'gw-1', seq: 4 }),
    JSON.stringify({ token, component: 'gw-1', seq: -5 }),
    'not json',
  ]);
  await vi.waitFor(
    async () => {
      const beats = beatsOf(await allEntries(streams), 'gw-1');
      expect(beats.map(({ seq, port }) => [seq, port])).toEqual([
        [1, 'udp'],
        [2, 'udp'],
      ]);
      expect(JSON.stringify(beats)).not.toContain(token);
    },
    { timeout: 20_000 },
  );
  const rejected = metrics.counter('collector_rejected_total', '');
  for (const cause of ['no-token', 'unknown-token', 'invalid', 'not-json'])
    expect([cause, rejected.value({ port: 'udp', cause })]).toEqual([cause, 1]);
});

test('HB-13 entries are numbered from 1, follow each other without a gap, and come at least each 100 ms', async () => {
  const { url, streams } = await start();
  for (let round = 0; round < 10; round++) {
    await post(url, { component: 'gw-1' });
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
  const entries = await allEntries(streams);
  expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
  expect(new Set(entries.map(({ epoch }) => epoch)).size).toBe(1);
  for (const [index, { covers, late }] of entries.entries()) {
    expect(late).toBe(false);
    expect(covers.until).toBeGreaterThanOrEqual(covers.from);
    if (index > 0) expect(covers.from).toBe(entries[index - 1]?.covers.until);
    expect(covers.until - covers.from).toBeLessThan(1000 + covers.paused);
  }
  const last = entries.at(-1)?.covers.until ?? 0;
  expect(Date.now() - last).toBeLessThan(1000);
});

test('HB-14 silence is told at its deadline: an entry whose watermark has passed it leaves at once', async () => {
  const { url, streams, metrics } = await start();
  await post(url, { component: 'gw-1', every: '100ms' });
  const [beat] = beatsOf(await allEntries(streams), 'gw-1');
  const deadline = (beat?.heard ?? 0) + 3000;
  await vi.waitFor(() => expect(metrics.counter('collector_deadlines_total', '').value()).toBe(1), {
    timeout: 6000,
    interval: 5,
  });
  const passed = (await allEntries(streams)).find(({ covers }) => covers.until >= deadline);
  expect(passed?.covers.until).toBeLessThan(deadline + 1000);
});

test('HB-17 each port hears its own canary each second, and every entry says when it last did', async () => {
  const { streams } = await start();
  await vi.waitFor(
    async () => {
      const newest = (await allEntries(streams)).at(-1);
      const first = (await allEntries(streams)).find(({ canary }) => canary.http && canary.udp);
      expect(newest?.canary.http).toBeGreaterThan(first?.canary.http ?? Infinity);
      expect(newest?.canary.udp).toBeGreaterThan(first?.canary.udp ?? Infinity);
    },
    { timeout: 5000, interval: 100 },
  );
});

test('HB-17 nobody else can sing: a canary with another token is refused', async () => {
  const { url, collector, metrics } = await start();
  expect((await post(url, {}, { path: '/v1/canary', token: 'x'.repeat(32) })).status).toBe(401);
  expect(
    (await post(url, {}, { path: '/v1/canary', token: 'é'.repeat(32) }).catch(() => ({ status: 401 }))).status,
  ).toBe(401);
  await sendDatagrams(collector.port, [JSON.stringify({ canary: 'é'.repeat(32) })]);
  await vi.waitFor(
    () =>
      expect(metrics.counter('collector_rejected_total', '').value({ port: 'udp', cause: 'unknown-token' })).toBe(1),
    { timeout: 20_000 },
  );
});

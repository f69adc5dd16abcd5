import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswerSchema, showMeAnswerSchema } from '@yagura/contract';
import { afterEach, expect, test, vi } from 'vitest';
import { simulatedDesk } from './simulated-desk.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { startSimulator } from './simulator.ts';
import { component, shippedCalendar } from './test-support/components.ts';
import { demoPath, inventoryAt } from './test-support/demo-desk.ts';
import { startTinyCollector } from './test-support/tiny-collector.ts';

const { components, collectorSites } = simulatedDesk(inventoryAt(demoPath));
/** Whatever the hour, everybody is there. */
const demo = { collectorSites, components: components.map((component) => ({ ...component, runs: null })) };
/** Ten times as fast: within two seconds everybody has beaten several times. */
const quick: SimulatedDesk = {
  ...demo,
  components: demo.components.map((component) => ({ ...component, everyMs: component.everyMs / 10 })),
};
const token = 'a-token-to-test';
const hourMs = 3_600_000;
const lengths = { 'kill-gateway': 2000, 'lose-site': 2000, 'lose-logon': 2000, 'cut-monitor': 1000 } as const;

// What is waited for comes in milliseconds on an idle machine and later on a busy one.
vi.setConfig({ testTimeout: 60_000 });

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});

async function start(
  desk: SimulatedDesk,
  cutMonitor: ((milliseconds: number) => void) | null = null,
  prepare: (collector: Collector) => void = () => undefined,
) {
  const collector = await startTinyCollector();
  prepare(collector);
  const simulator = await startSimulator({
    desk,
    collectorUrl: collector.url,
    token,
    seed: 1,
    host: '127.0.0.1',
    port: 0,
    cutMonitor,
    count: () => undefined,
    say: () => undefined,
    showMeLengthsMs: lengths,
  });
  cleanUp.push(() => simulator.stop(), collector.stop);
  const address = `http://127.0.0.1:${simulator.port}`;
  return {
    collector,
    simulator,
    ask: async () => showMeAnswerSchema.parse(await (await fetch(`${address}/show-me`)).json()),
    press: (step: string) => fetch(`${address}/show-me/${step}`, { method: 'POST' }),
    address,
  };
}
type Collector = Awaited<ReturnType<typeof startTinyCollector>>;
type Started = Awaited<ReturnType<typeof start>>;

const everybody = (desk: SimulatedDesk, { collector }: Started) =>
  vi.waitFor(
    () => expect(new Set(collector.arrivals.map(({ beat }) => beat.component)).size).toBe(desk.components.length),
    { timeout: 20_000, interval: 50 },
  );
const running = async (started: Started) => {
  const answer = await started.ask();
  if (answer.running === null) throw new Error('nothing is running');
  return answer.running;
};
/** What was on its way at the click may still arrive, and the first beat after the end is as good as there. */
const arrivedBetween = ({ collector }: Started, startedAt: number, undoAt: number) =>
  collector.arrivals.filter(({ at }) => at > startedAt + 500 && at < undoAt - 50);
const isOver = (started: Started) =>
  vi.waitFor(async () => expect((await started.ask()).running).toBeNull(), { timeout: 20_000, interval: 50 });

test('SI-10 every component of the demo desk beats validly by the public ports, about a tenth of them by UDP', async () => {
  const started = await start(demo);
  await everybody(demo, started);
  const { arrivals, wrong } = started.collector;
  expect(wrong).toEqual([]);
  expect(arrivals.every((arrival) => arrival.token === token)).toBe(true);
  expect(arrivals.every(({ beat }) => beat.status === 'ok')).toBe(true);
  const byUdp = new Set(arrivals.filter(({ port }) => port === 'udp').map(({ beat }) => beat.component));
  expect(byUdp.size).toBeGreaterThanOrEqual(demo.components.length / 15);
  expect(byUdp.size).toBeLessThanOrEqual(demo.components.length / 7);
  await vi.waitFor(() => expect(started.simulator.readiness().ready).toBe(true), { timeout: 20_000 });
  expect((await fetch(`${started.address}/readyz`)).status).toBe(200);
});

test('SI-22 while a collector takes nothing yet no beat overtakes what was due before the start', async () => {
  // Open for an hour already, whenever this runs: Tokyo never changes its clocks.
  const clockIn = (hours: number) => new Date(Date.now() + (9 + hours) * hourMs).toISOString().slice(11, 16);
  const everyDay = { tradingDays: '1111111', closures: [], breaks: [], phases: [], earlyCloses: {}, lateOpens: {} };
  const calendar = { ...shippedCalendar('XTKS'), ...everyDay, open: clockIn(-1), close: clockIn(1) };
  const duties = [{ event: 'start-of-day', from: 'open-2h', due: 'open', progress: null }];
  const members = [component({ id: 'clr', calendar, duties }), component({ id: 'gw' })];
  const started = await start({ collectorSites: ['ldn'], components: members }, null, ({ answerWith }) =>
    answerWith(503),
  );
  const { collector } = started;
  await vi.waitFor(() => expect(collector.requests()).toBeGreaterThan(2), { timeout: 20_000 });
  expect(started.simulator.readiness().ready).toBe(false);
  collector.answerWith(202);
  await vi.waitFor(() => expect(new Set(collector.arrivals.map(({ beat }) => beat.component)).size).toBe(2), {
    timeout: 20_000,
  });
  expect(collector.events).toMatchObject([{ event: { component: 'clr', event: 'start-of-day' }, beatsBefore: 0 }]);
});

test('SI-12 a killed gateway, and nothing else, is silent and comes back as a new epoch', async () => {
  const started = await start(quick);
  await everybody(quick, started);
  expect((await started.press('kill-gateway')).status).toBe(200);
  const { target, startedAt, undoAt } = await running(started);
  const id = target.component ?? '';
  expect(demo.components.find((component) => component.id === id)).toMatchObject({ kind: 'gateway', tier: 1 });
  await isOver(started);
  const before = started.collector.of(id).findLast(({ at }) => at < undoAt - 50)?.beat.epoch;
  await vi.waitFor(() => expect(started.collector.of(id).at(-1)?.beat.epoch).not.toBe(before), { timeout: 20_000 });

  const during = arrivedBetween(started, startedAt, undoAt);
  const heard = new Set(during.map(({ beat }) => beat.component));
  expect(heard.has(id)).toBe(false);
  expect(heard.size).toBe(quick.components.length - 1);
  const epochs = new Map(
    quick.components.map((component) => [
      component.id,
      new Set(started.collector.of(component.id).map(({ beat }) => beat.epoch)),
    ]),
  );
  expect(epochs.get(id)?.size).toBe(2);
  epochs.delete(id);
  expect([...epochs.values()].every((some) => some.size === 1)).toBe(true);
});

test('SI-13 a lost site is silent to its last witness while all others beat on, and returns unchanged', async () => {
  const started = await start(quick);
  await everybody(quick, started);
  expect((await started.press('lose-site')).status).toBe(200);
  const { target, startedAt, undoAt } = await running(started);
  expect(demo.collectorSites).not.toContain(target.site);
  await isOver(started);
  const during = arrivedBetween(started, startedAt, undoAt);
  const heard = new Set(during.map(({ beat }) => beat.component));
  const lost = quick.components.filter((component) => component.site === target.site);
  expect(lost.some((component) => heard.has(component.id))).toBe(false);
  expect(heard.size).toBe(quick.components.length - lost.length);
  const count = started.collector.arrivals.length;
  await vi.waitFor(
    () => {
      const later = new Set(started.collector.arrivals.slice(count).map(({ beat }) => beat.component));
      expect(lost.every((component) => later.has(component.id))).toBe(true);
    },
    { timeout: 20_000 },
  );
  for (const { id } of lost) expect(new Set(started.collector.of(id).map(({ beat }) => beat.epoch)).size).toBe(1);
});

test('SI-23 a gateway that lost its logon beats on in the same life, well but for what it says of its session', async () => {
  const started = await start(quick);
  await everybody(quick, started);
  expect((await started.press('lose-logon')).status).toBe(200);
  const { target, startedAt, undoAt } = await running(started);
  const id = target.component ?? '';
  await isOver(started);
  const during = arrivedBetween(started, startedAt, undoAt).filter(({ beat }) => beat.component === id);
  expect(during.length).toBeGreaterThan(3);
  for (const { beat } of during) {
    expect(beat.status).toBe('ok');
    expect(beat.labels?.['logon']).toBe('logged-off');
    expect(beat.metrics?.['orders_per_s']).toBe(0);
  }
  await vi.waitFor(() => expect(started.collector.of(id).at(-1)?.beat.labels?.['logon']).toBe('logged-on'), {
    timeout: 20_000,
  });
  expect(new Set(started.collector.of(id).map(({ beat }) => beat.epoch)).size).toBe(1);
  const others = arrivedBetween(started, startedAt, undoAt).filter(({ beat }) => beat.component !== id);
  const partner = others.filter(({ beat }) => beat.component.slice(0, -1) === id.slice(0, -1));
  expect(partner.every(({ beat }) => beat.labels?.['logon'] === 'logged-on')).toBe(true);
});

test('SI-14 the monitor can be cut only where a supervisor listens, who is asked for it and undoes it', async () => {
  const alone = await start({ ...demo, components: [] });
  expect((await alone.ask()).available).toEqual([]);
  const refused = await alone.press('cut-monitor');
  expect(refused.status).toBe(409);
  expect(errorAnswerSchema.parse(await refused.json()).remedy).toContain('npm start');

  const asked: number[] = [];
  const supervised = await start(demo, (milliseconds) => asked.push(milliseconds));
  expect((await supervised.ask()).available).toEqual(['kill-gateway', 'lose-site', 'lose-logon', 'cut-monitor']);
  expect((await supervised.press('cut-monitor')).status).toBe(200);
  expect(asked).toEqual([lengths['cut-monitor']]);
  expect((await running(supervised)).target).toEqual({ component: null, site: null });
  await isOver(supervised);
});

test('SI-15 one step at a time: another is refused with a sentence until the first has undone itself', async () => {
  const started = await start(demo);
  expect((await started.press('kill-gateway')).status).toBe(200);
  const first = await running(started);
  const refused = await started.press('lose-site');
  expect(refused.status).toBe(409);
  expect(errorAnswerSchema.parse(await refused.json()).error).toContain('kill-gateway');
  expect((await running(started)).step).toBe('kill-gateway');
  await isOver(started);
  expect((await started.press('kill-gateway')).status).toBe(200);
  expect((await running(started)).target).not.toEqual(first.target);
});

test('SI-15 what is no step is answered with a sentence', async () => {
  const started = await start(demo);
  for (const [method, path, status] of [
    ['POST', '/show-me/drop-the-database', 404],
    ['GET', '/show-me/kill-gateway', 405],
    ['POST', '/show-me', 405],
    ['GET', '/', 404],
  ] as const) {
    const answer = await fetch(started.address + path, { method });
    expect(answer.status, path).toBe(status);
    errorAnswerSchema.parse(await answer.json());
  }
});

test('SI-16 a stopped simulator sends nothing more and lets go of its ports', async () => {
  const started = await start(quick);
  await everybody(quick, started);
  await started.simulator.stop();
  cleanUp.shift();
  // Datagrams already handed over still arrive.
  await sleep(100);
  const count = started.collector.arrivals.length;
  await sleep(500);
  expect(started.collector.arrivals.length).toBe(count);
  await expect(fetch(`${started.address}/show-me`)).rejects.toThrow();
});

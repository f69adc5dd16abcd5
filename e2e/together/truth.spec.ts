import type { Browser, Page } from 'playwright-core';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { freePort } from '../../scripts/lib/ports.mjs';
import { beat } from '../support/beats.ts';
import { cover, painted, shoot } from '../support/browser.ts';
import { senderToken } from '../support/desk-text.ts';
import { app, type Piece } from '../support/process.ts';
import type { Stand } from '../support/stand.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { framesSeen, noteEveryFrame } from '../support/seen.ts';
import { sleep, until } from '../support/wait.ts';
import { wireTo, type Wire } from '../support/wire.ts';

let scene: Scene;
let wire: Wire;
let page: Page;
beforeAll(async () => {
  scene = await openScene();
  await scene.page.close();
});
afterAll(() => scene?.end());
beforeEach(async () => {
  wire = await wireTo(scene.stand.port);
});
afterEach(async () => {
  scene.beating.resume();
  await page?.close();
  await wire.stop();
});

const oks = (healths: Readonly<Record<string, string>>) =>
  Object.keys(healths).filter((id) => healths[id] === 'ok' || healths[id] === 'closed');

const coverIs = (kind: string | null, withinMs = 20_000) =>
  until(
    `the cover ${kind ?? 'to go'}`,
    () => cover(page),
    (now) => now === kind,
    withinMs,
  );

async function open(before?: (page: Page) => Promise<unknown>): Promise<void> {
  page = await scene.browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await before?.(page);
  await page.goto(wire.url);
  await page.waitForSelector('[data-component]', { timeout: 20_000 });
}

/** Fell silent in a test: its way back takes a while, and nobody waits for it. */
const spent = new Set<string>();
function silence(id: string): void {
  spent.add(id);
  scene.beating.silence(id);
}

async function allPaintedOk(): Promise<void> {
  await until(
    'every tile ok',
    () => painted(page),
    (tiles) => scene.ids.every((id) => tiles[id] === 'ok' || spent.has(id)),
  );
}

test('WI-3, WI-12 the network is cut: nothing is green, and what changed meanwhile is marked as unseen once it is back', async () => {
  await open();
  await allPaintedOk();
  const id = 'gw-ldn-2';
  wire.cut();
  await coverIs('offline');
  expect(oks(await painted(page))).toEqual([]);
  silence(id);
  await until(
    'it to be down',
    () => scene.stand.component(id),
    ({ health }) => health === 'down',
  );
  await shoot(page, 'truth-network-cut');
  wire.mend();
  await coverIs(null);
  await page.waitForSelector(`[data-component="${id}"].unseen[data-health="down"]`, { timeout: 15_000 });
  await shoot(page, 'truth-changed-while-blind');
});

test('WI-8, WI-9 the network stands still and then plays back: what comes late is old, and nothing is green by it', async () => {
  await open();
  await allPaintedOk();
  const id = 'gw-nyc-2';
  await noteEveryFrame(page);
  wire.hold();
  silence(id);
  await coverIs('offline');
  await until(
    'it to be down',
    () => scene.stand.component(id),
    ({ health }) => health === 'down',
  );
  await sleep(2000);
  wire.release();
  await coverIs(null);
  await page.waitForSelector(`[data-component="${id}"][data-health="down"]`, { timeout: 15_000 });
  const seen = await framesSeen(page);
  const gone = seen.findIndex(({ healths }) => healths[id] !== 'ok');
  expect(gone).toBeGreaterThanOrEqual(0);
  expect(seen.slice(gone).filter(({ healths }) => healths[id] === 'ok')).toEqual([]);
  expect(seen.filter(({ cover: kind, healths }) => kind !== null && oks(healths).length > 0)).toEqual([]);
  await shoot(page, 'truth-played-back');
});

test('WI-10 a page that was suspended covers itself with its first frame, until a new picture comes', async () => {
  await open();
  await allPaintedOk();
  await noteEveryFrame(page);
  await until(
    'the first frame to be noted',
    () => framesSeen(page),
    (frames) => frames.length > 0,
  );
  const pages = await pagesOf(scene.browser);
  for (const pid of pages) process.kill(pid, 'SIGSTOP');
  await sleep(5000);
  wire.hold();
  for (const pid of pages) process.kill(pid, 'SIGCONT');
  await until(
    'a cover',
    () => cover(page),
    (kind) => kind !== null,
  );
  await shoot(page, 'truth-suspended');
  wire.release();
  await coverIs(null);
  await allPaintedOk();
  const frames = await framesSeen(page);
  const woken = frames.find(({ at }, index) => at - (frames[index - 1]?.at ?? at) > 4000);
  // Whichever it has noticed first: that it slept, or that nobody spoke meanwhile.
  expect(['slept', 'offline']).toContain(woken?.cover);
  expect(oks(woken?.healths ?? {})).toEqual([]);
});

/** The processes in which this browser runs its pages. */
async function pagesOf(browser: Browser): Promise<number[]> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : []));
}

test('WI-10 performance stands still while the calendar goes on: DISPLAY PAUSED, and it stays so until that clock runs', async () => {
  await open((fresh) =>
    fresh.addInitScript(() => {
      const real = performance.now.bind(performance);
      const clock = { stoppedAt: null as number | null, lost: 0 };
      Object.assign(window, {
        stopClock: () => (clock.stoppedAt = real()),
        startClock() {
          clock.lost += real() - (clock.stoppedAt ?? real());
          clock.stoppedAt = null;
        },
      });
      performance.now = () => (clock.stoppedAt ?? real()) - clock.lost;
    }),
  );
  await allPaintedOk();
  await page.evaluate('stopClock()');
  await coverIs('slept');
  expect(oks(await painted(page))).toEqual([]);
  expect(await page.locator('[data-cover]').textContent()).toContain('DISPLAY PAUSED');
  await shoot(page, 'truth-clock-stands-still');
  await page.evaluate('startClock()');
  await coverIs(null);
  await allPaintedOk();
});

test('WI-10 the clock of this machine is changed by a day: a cover until a new picture, then everything as it was', async () => {
  await open((fresh) =>
    fresh.addInitScript(() => {
      const real = Date.now.bind(Date);
      let ahead = 0;
      Object.assign(window, { jump: (milliseconds: number) => (ahead += milliseconds) });
      Date.now = () => real() + ahead;
    }),
  );
  await allPaintedOk();
  await noteEveryFrame(page);
  for (const [jumps, days] of [1, -2].entries()) {
    await page.evaluate(`jump(${days * 86_400_000})`);
    await until(
      'a cover that goes again',
      () => framesSeen(page),
      (frames) => frames.filter((frame) => frame.cover === 'slept').length > jumps,
    );
    await coverIs(null);
    await allPaintedOk();
  }
  const clock = await page.getByRole('timer').first().getAttribute('aria-label');
  expect(clock?.slice(0, 5)).toBe(new Date().toISOString().slice(11, 16));
});

test('WI-9 a machine whose clock is wrong by a day from the start tells desk time and the right ages', async () => {
  const id = 'gw-ldn-3';
  silence(id);
  await open((fresh) =>
    fresh.addInitScript(() => {
      const real = Date.now.bind(Date);
      Date.now = () => real() - 86_400_000;
    }),
  );
  await page.waitForSelector(`[data-component="${id}"][data-health="down"]`, { timeout: 20_000 });
  expect(await cover(page)).toBeNull();
  const clock = await page.getByRole('timer').first().getAttribute('aria-label');
  expect(clock?.slice(0, 5)).toBe(new Date().toISOString().slice(11, 16));
  expect(await page.locator(`[data-component="${id}"]`).getAttribute('aria-label')).toMatch(
    /down for \d+ (second|minute)s?/,
  );
  await shoot(page, 'truth-clock-wrong-by-a-day');
});

test('WI-121 one of two collectors is killed: what it heard is out of sight, and what the other hears goes on', async () => {
  const { stand, ids } = scene;
  const far = ids.filter((id) => id.includes('-nyc-'));
  const near = ids.filter((id) => !far.includes(id) && !spent.has(id));
  const second = await secondCollector(stand);
  scene.beating.silence(...far);
  const switchedAt = Date.now();
  const beating = beat(second.port, senderToken, far);
  try {
    await open();
    await until(
      'the second collector to have heard each of them',
      () => stand.board(),
      ({ components }) =>
        components.every(({ id, lastBeatAt }) => !far.includes(id) || (lastBeatAt ?? 0) > switchedAt + 1000),
    );
    await allPaintedOk();
    await noteEveryFrame(page);
    await second.collector.kill();
    await until(
      'the site to be out of sight',
      () => painted(page),
      (tiles) => far.every((id) => tiles[id] === 'no-sight'),
    );
    const frames = await framesSeen(page);
    expect(frames.filter((frame) => frame.cover !== null)).toEqual([]);
    expect(frames.filter(({ healths }) => near.some((id) => healths[id] !== 'ok'))).toEqual([]);
    await shoot(page, 'truth-partly-blind');
    const { alarms } = await stand.board();
    expect(alarms.filter(({ members }) => far.some((id) => members.includes(id)))).toMatchObject([
      { root: { kind: 'collector', id: 'col-2' }, memberCount: far.length },
    ]);
  } finally {
    beating.stop();
    await second.collector.stop();
  }
});

async function secondCollector(stand: Stand): Promise<{ readonly collector: Piece; readonly port: number }> {
  const desk = parse(readFileSync(stand.deskFile, 'utf8')) as { collectors: object[] };
  desk.collectors.push({ id: 'col-2', site: 'nyc' });
  writeFileSync(stand.deskFile, stringify(desk));
  const port = await freePort();
  const collector = app('collector', {
    ...stand.env,
    YAGURA_COLLECTOR_ID: 'col-2',
    YAGURA_COLLECTOR_PORT: String(port),
    YAGURA_COLLECTOR_OPS_PORT: String(await freePort()),
    YAGURA_SPOOL_DIR: join(stand.folder, 'spool-2'),
  });
  collector.start();
  await until(
    'the second collector to be ready',
    () => fetch(`http://127.0.0.1:${port}/readyz`),
    ({ ok }) => ok,
  );
  return { collector, port };
}

test('WI-16 a relay that serves a newer wall: the page says so, loads it once, and stays', async () => {
  const { stand } = scene;
  await open();
  await page.evaluate('globalThis.isTheOldOne = true');
  await stand.relay.stop();
  await coverIs('offline');
  appendFileSync(join(stand.wallFolder, 'index.html'), '<!-- newer -->');
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  stand.relay.start();
  await until(
    'the newer wall',
    () => page.evaluate('globalThis.isTheOldOne'),
    (is) => is === undefined,
    40_000,
  );
  await page.waitForSelector('[data-component]', { timeout: 20_000 });
  await coverIs(null);
  await sleep(2000);
  expect(loads).toBe(1);
  await shoot(page, 'truth-newer-wall');
});

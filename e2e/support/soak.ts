import type { Alarm, Board, Frame, Status } from '@yagura/contract';
import { seededRandom } from '@yagura/testkit';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { startStillRelay, type StillRelay } from '../../apps/relay/src/test-support/still-relay.ts';
import { until } from './wait.ts';
import { passTo, withVirtualTime } from './virtual-time.ts';

const dayMs = 86_400_000;
const framesPerDay = 50_400;
/** Until then a page still grows by what its browser learns of it. */
const warmFrames = 1500;
const stepMs = dayMs / framesPerDay;
const reconnectsPerDay = 96;
const reloadsPerDay = 24;
/** How far the relay may be ahead of what is painted. */
const framesAhead = 40;

export interface Soaked {
  readonly frames: number;
  readonly reconnects: number;
  readonly deskReloads: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
  readonly detachedNodes: number;
  readonly nodesBefore: number;
  readonly nodesAfter: number;
}

/** Days of a desk, or part of one, told to one page over the real wire as fast as it paints them. */
export async function soak(browser: Browser, board: Board, start: number, days: number): Promise<Soaked> {
  const relay = await startStillRelay();
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  try {
    await withVirtualTime(page, start);
    relay.show(board, start);
    await page.goto(relay.url);
    await isThere(page, '[data-component]');
    const story = createStory(board, start);
    const devtools = await page.context().newCDPSession(page);
    const frames = Math.round(framesPerDay * days);
    const warm = Math.max(Math.round(frames / 10), Math.min(warmFrames, Math.round(frames / 2)));
    const warmed = await tell(page, relay, story, { from: 0, to: warm });
    const before = await weigh(devtools);
    const told = await tell(page, relay, story, { from: warm, to: frames });
    const after = await weigh(devtools);
    await newerVersion(page, relay, story);
    return {
      frames,
      reconnects: warmed.reconnects + told.reconnects,
      deskReloads: warmed.deskReloads + told.deskReloads,
      heapBefore: before.heap,
      heapAfter: after.heap,
      nodesBefore: before.nodes,
      nodesAfter: after.nodes,
      detachedNodes: after.detached,
    };
  } finally {
    await page.close();
    await relay.stop();
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch of the day's frames; among them, as often as the day has them, lost connections and other desks. */
async function tell(page: Page, relay: StillRelay, story: Story, { from, to }: Stretch) {
  const [reconnectEvery, reloadEvery] = [reconnectsPerDay, reloadsPerDay].map((often) =>
    Math.floor(framesPerDay / often),
  ) as [number, number]; // as many as were mapped
  let [reconnects, deskReloads] = [0, 0];
  for (let count = from + 1; count <= to; count++) {
    relay.tell(story.next(), story.board());
    if (count % framesAhead === 0) await painted(page, story.board().revision);
    // In the middle, so that no page is weighed that has just come back.
    if (count % reconnectEvery === Math.floor(reconnectEvery / 2)) {
      await reconnect(page, relay, story);
      reconnects++;
    }
    if (count % reloadEvery === reloadEvery - 7) {
      story.reload();
      relay.show(story.board(), story.at());
      relay.tellAnew();
      await painted(page, story.board().revision);
      deskReloads++;
    }
  }
  await painted(page, story.board().revision);
  return { reconnects, deskReloads };
}

function painted(page: Page, revision: number): Promise<unknown> {
  return until(
    `revision ${revision} to be painted`,
    () => page.evaluate(() => document.documentElement.dataset['revision']),
    (seen) => seen === String(revision),
    60_000,
  );
}

/** Asked from outside: timers inside the page stand still. */
function isThere(page: Page, selector: string): Promise<unknown> {
  return until(
    selector,
    () => page.evaluate((sought) => document.querySelector(sought) !== null, selector),
    (is) => is,
  );
}

async function reconnect(page: Page, relay: StillRelay, story: Story): Promise<void> {
  // What is still under way would count as a sign of life.
  await painted(page, story.board().revision);
  relay.leave();
  story.pass(4000);
  await passTo(page, story.at());
  await isThere(page, '[data-cover="offline"]');
  relay.show(story.board(), story.at());
  await until(
    'the page to come back',
    async () => {
      story.pass(500);
      relay.show(story.board(), story.at());
      await passTo(page, story.at());
      return page.evaluate(() => document.querySelector('[data-cover]') === null);
    },
    (is) => is,
  );
}

/** A page that begins anew for a newer version is a page like any other. */
async function newerVersion(page: Page, relay: StillRelay, story: Story): Promise<void> {
  await page.evaluate('globalThis.isTheOldOne = true');
  relay.show(story.board(), story.at());
  relay.outdate();
  await until(
    'the page to begin anew',
    () => page.evaluate('globalThis.isTheOldOne'),
    (is) => is === undefined,
  );
  await isThere(page, '[data-component]');
}

interface Weight {
  readonly heap: number;
  readonly nodes: number;
  readonly detached: number;
}

async function weigh(devtools: CDPSession): Promise<Weight> {
  for (let times = 0; times < 3; times++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  await devtools.send('DOM.enable');
  const { detachedNodes } = await devtools.send('DOM.getDetachedDomNodes');
  return { heap, nodes, detached: detachedNodes.length };
}

interface Story {
  board(): Board;
  at(): number;
  next(): Frame;
  pass(milliseconds: number): void;
  /** The desk gains a component, or loses it again. */
  reload(): void;
}

/** Something changes with every frame; what was bad gets well after a while, so that a day ends as it began. */
function createStory(first: Board, start: number): Story {
  const random = seededRandom(7);
  let board = first;
  let at = start;
  const pass = (milliseconds: number) => {
    at = Math.round(at + milliseconds);
    board = { ...board, at, lastBeats: board.lastBeats.map(() => at - 200) };
  };
  return {
    board: () => board,
    at: () => at,
    pass,
    next() {
      pass(stepMs);
      const index = random.whole(0, board.statuses.length - 1);
      const status = changed(board.statuses[index], at);
      const statuses = board.statuses.with(index, status);
      const { revision: from, epoch } = board;
      const alarms = alarmsOf({ ...board, statuses });
      const figures = from % 2 === 0 ? { figures: board.figures.map(() => random.whole(0, 1000)) } : {};
      board = { ...board, ...figures, revision: from + 1, statuses, alarms };
      return { epoch, from, to: from + 1, at, sentAt: at, statuses: [[index, status]], alarms, ...figures };
    },
    reload() {
      const more = board.layout.components.length > first.layout.components.length;
      board = more ? withoutLast(board) : withOneMore(board);
    },
  };
}

function changed(before: Status | undefined, since: number): Status {
  const health = before?.health === 'ok' ? 'down' : 'ok';
  const reasons: Status['reasons'] =
    health === 'ok' ? [{ code: 'heard' }] : [{ code: 'silent', lastBeatAt: since - 4000, limitMs: 3000 }];
  return { health, condition: health, expectation: 'expected', since, reasons, nextAt: null, flags: [] };
}

const mostAlarms = 12;

function alarmsOf({ layout, statuses }: Board): Alarm[] {
  return layout.components
    .flatMap((component, index) => {
      const status = statuses[index];
      return status?.health === 'down' ? [{ component, since: status.since }] : [];
    })
    .slice(0, mostAlarms)
    .map(({ component, since }) => ({
      id: `component:${component.id}@${since}`,
      root: { kind: 'component', id: component.id },
      priority: 2,
      health: 'down',
      title: component.name,
      sentence: 'Nothing heard for a while; the limit is 3 s.',
      site: component.site,
      since,
      occurrence: 1,
      muted: false,
      via: [],
      members: [component.id],
      memberCount: 1,
    }));
}

function withOneMore(board: Board): Board {
  const [model] = board.layout.components;
  if (!model) throw new Error('a desk has a component');
  const components = [...board.layout.components, { ...model, id: 'gw-new-1', name: 'New gateway' }];
  return {
    ...board,
    revision: board.revision + 1,
    layout: { ...board.layout, version: `${board.layout.version}+`, components },
    statuses: [...board.statuses, changed({ health: 'down' } as Status, board.at)], // only its health is looked at
    figures: [...board.figures, 1],
    lastBeats: [...board.lastBeats, board.at - 200],
    limits: [...board.limits, 3000],
  };
}

function withoutLast(board: Board): Board {
  const { layout } = board;
  return {
    ...board,
    revision: board.revision + 1,
    layout: { ...layout, version: layout.version.slice(0, -1), components: layout.components.slice(0, -1) },
    statuses: board.statuses.slice(0, -1),
    figures: board.figures.slice(0, -1),
    lastBeats: board.lastBeats.slice(0, -1),
    limits: board.limits.slice(0, -1),
  };
}

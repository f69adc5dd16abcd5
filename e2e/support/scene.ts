import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { beat, type Beating } from './beats.ts';
import { openBrowser, openWall, painted } from './browser.ts';
import { deskOf, senderToken } from './desk-text.ts';
import { startStand, type Stand } from './stand.ts';
import { until } from './wait.ts';

/** A stand with a desk that beats, and a wall that watches it: where most tests begin. */
export interface Scene {
  readonly stand: Stand;
  readonly ids: readonly string[];
  readonly beating: Beating;
  readonly browser: Browser;
  readonly page: Page;
  end(): Promise<void>;
}

export async function openScene(options: { perSite?: number; engines?: number } = {}): Promise<Scene> {
  const desk = deskOf(options.perSite ?? 8);
  const stand = await startStand(desk.text, { engines: options.engines ?? 1 });
  const beating = beat(stand.collectorPort, senderToken, desk.ids);
  const browser = await openBrowser();
  const end = async () => {
    beating.stop();
    await browser.close();
    await stand.stop();
  };
  try {
    await allOk(stand, desk.ids.length);
    const page = await openWall(browser, stand.url);
    return { stand, ids: desk.ids, beating, browser, page, end };
  } catch (error) {
    await end();
    throw error;
  }
}

export function allOk(stand: Stand, count: number): Promise<unknown> {
  return until(
    'every component to be ok',
    () => stand.board(),
    (board) => board.live && board.counts.ok === count,
    60_000,
  );
}

export function allPaintedOk({ page, ids }: Pick<Scene, 'page' | 'ids'>): Promise<unknown> {
  return until(
    'every tile ok',
    () => painted(page),
    (tiles) => ids.every((id) => tiles[id] === 'ok'),
    30_000,
  );
}

/** Back as it was, and what was out of sight was never told as down. */
export async function backWithoutDown(scene: Scene): Promise<void> {
  const { stand, ids } = scene;
  await allOk(stand, ids.length);
  await allPaintedOk(scene);
  const changes = Object.values(await changesOfAll(stand, ids)).flat();
  expect(changes.filter((change) => change.includes('down'))).toEqual([]);
  expect((await stand.board()).alarms).toEqual([]);
}

/** Every change that was stored, by component: what must not grow when nothing happened. */
export async function changesOfAll(stand: Stand, ids: readonly string[]): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const id of ids) {
    // History follows judgement by a moment: it is complete once it ends with what stands on the board.
    const { health } = await stand.component(id);
    const { changes } = await until(
      `the changes of ${id} to end with ${health}`,
      () => stand.changes(id),
      (answer) => answer.changes.at(-1)?.to === health,
    );
    all[id] = changes.map((change) => `${change.from ?? 'new'}→${change.to ?? 'gone'}`);
  }
  return all;
}

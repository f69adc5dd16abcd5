import { screenSettingsOf } from '@yagura/testkit';
import type { Layout } from '@yagura/contract';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { pageTimers } from '../connection/timers.ts';
import { pageAddress } from '../explain/address.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain, type Explain } from '../explain/start-explain.ts';
import { aConsole, createScreenStore, ScreenContext, type ScreenStore } from '../screen/screen.ts';
import { component, snapshot, status } from '../test-support/board.ts';
import { all, emptyPage, one, press, text } from '../test-support/page.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { ViewsContext } from './context.ts';
import { startViews, viewAddress, type Views } from './start-views.ts';

let root: Root;
let wall: TestWall;
let views: Views;
let screen: ScreenStore;
let explain: Explain;

const components = [
  component('gw-1', { venue: 'XLON' }),
  component('gw-2', { venue: 'XPAR' }),
  component('fw-1', { kind: 'network', layer: 'network' }),
];
const layout: Layout = {
  ...snapshot({ components }).layout,
  views: [
    { id: 'kinds', name: 'Kinds', rows: 'kind', columns: 'kind' },
    { id: 'london', name: 'London', where: 'venue:XLON', rows: 'kind', columns: 'venue' },
  ],
};

function show(address = '/', size = { width: 1920, height: 1080 }): void {
  history.replaceState(null, '', address);
  Object.assign(window, { innerWidth: size.width, innerHeight: size.height });
  window.dispatchEvent(new Event('resize'));
  views = startViews(viewAddress);
  act(() =>
    root.render(
      <WallContext value={wall.store}>
        <ScreenContext value={screen}>
          <ExplainContext value={explain}>
            <ViewsContext value={views}>
              <App />
            </ViewsContext>
          </ExplainContext>
        </ScreenContext>
      </WallContext>,
    ),
  );
}

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  screen = createScreenStore();
  const ask = () => new Promise<never>(() => {});
  explain = startExplain({ desk: wall.store, ask, timers: pageTimers, address: pageAddress });
  wall.snapshot({ components, layout });
});
afterEach(() => {
  act(() => root.unmount());
  views.stop();
  explain.stop();
});

const setUp = (over: { view?: string | null; distanceMetres?: number }) =>
  screen.setState({
    ...aConsole,
    settings: screenSettingsOf({ name: 'seven', room: 'floor', ...over }),
  });
const heads = () => all('.cell-head > span:first-child').map(({ textContent }) => textContent);

test('WI-87 the address of a console chooses the view, V goes on to the next and the address keeps it', async () => {
  show('/?view=kinds');
  expect(heads()).toEqual(['Gateways', 'Network']);
  expect(text('header .view-name')).toBe('Kinds');
  await press('v');
  expect(location.search).toBe('?view=london');
  expect(text('header .view-name')).toContain('London');
  await press('V');
  expect([location.search, one('.view-name')]).toEqual(['', null]);
  expect(text('.board')).toContain('Exchange gateways');
});

test('WI-87 a view that is not there is said, and the map stands', () => {
  show('/?view=nope');
  expect(text('header .view-name')).toContain('there is no view “nope”');
  expect(all('[data-component]')).toHaveLength(3);
});

test('WI-87 a registered screen shows the view that it was set up for, whatever its address says', () => {
  setUp({ view: 'kinds' });
  show('/?view=london');
  expect(heads()).toEqual(['Gateways', 'Network']);
});

test('WI-86 a filter in force is shown, and what is abnormal beyond it too, until it is over', () => {
  show('/?view=london');
  expect(all('[data-component]').map(({ dataset }) => dataset['component'])).toEqual(['gw-1']);
  expect(text('header .view-name')).toContain('1 of 3: venue XLON');
  expect(text('.filter-line')).toBe('London, showing 1 of 3: venue XLON');
  act(
    () =>
      void wall.frame({
        statuses: [
          [1, status('down')],
          [2, status('degraded')],
        ],
      }),
  );
  expect(text('.filter-line .beyond')).toBe('outside this view: 1 DOWN, 1 DEGRADED');
  act(
    () =>
      void wall.frame({
        statuses: [
          [1, status()],
          [2, status()],
        ],
      }),
  );
  expect(one('.filter-line .beyond')).toBeNull();
});

/** In pixels, of everything that has letters of its own on the board. */
function sizesOf(selector: string): number[] {
  const unit = Number.parseFloat(one('.wall')?.style.getPropertyValue('--u') ?? '');
  return all(selector).map((element) => {
    const own = element.style;
    return Math.min(...['--name', '--state'].flatMap((name) => Number(own.getPropertyValue(name) || Infinity))) * unit;
  });
}

test('WI-88 on a screen read from five metres no bar has smaller letters than carry, and marks have none', () => {
  setUp({});
  const many = Array.from({ length: 90 }, (_, at) => component(`gw-${at}`, { region: `R${at % 3}` }));
  wall.snapshot({
    components: many,
    layout: { ...snapshot({ components: many }).layout, version: 'b' },
    statuses: many.map((_, at) =>
      status(at < 9 ? 'down' : at < 14 ? 'degraded' : 'ok', { since: wall.now() - 42_000 }),
    ),
  });
  show('/', { width: 3840, height: 2160 });
  expect(all('.tile.mark').map(({ textContent }) => textContent)).toEqual(many.map(() => ''));
  const critical = (5000 / 172 / 0.727) * (Math.hypot(3840, 2160) / (75 * 25.4));
  for (const size of sizesOf('.bar.down')) expect(size).toBeGreaterThanOrEqual(critical - 0.01);
  const told = text('.board');
  expect([told.includes('DOWN'), told.includes('…')]).toEqual([true, false]);
});

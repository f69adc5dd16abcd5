import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyPage } from '../test-support/page.ts';
import { alarm, component, status } from '../test-support/board.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { App } from './App.tsx';
import { WallContext } from './wall.ts';

let root: Root;
let wall: TestWall;

function show(width = 1920, height = 1080): void {
  Object.assign(window, { innerWidth: width, innerHeight: height });
  window.dispatchEvent(new Event('resize'));
  act(() =>
    root.render(
      <WallContext value={wall.store}>
        <App />
      </WallContext>,
    ),
  );
}

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
});
afterEach(() => act(() => root.unmount()));

const one = (selector: string) => document.querySelector<HTMLElement>(selector);
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const text = (selector: string) => one(selector)?.textContent ?? '';
const healthOf = (id: string) => one(`[data-component="${id}"]`)?.dataset['health'];

test('WI-1 a tile shows its state, and stays in its place when that changes', () => {
  wall.snapshot();
  show();
  const before = one('[data-component="gw-2"]')?.style.cssText;
  expect(text('[data-component="gw-2"]')).toContain('12 ms');
  act(() => void wall.frame({ statuses: [[1, status('down', { since: wall.now() - 42_000 })]] }));
  expect(healthOf('gw-2')).toBe('down');
  expect(one('[data-component="gw-2"]')?.style.cssText).toBe(before);
  expect(one('[data-component="gw-2"] svg')).not.toBeNull();
  expect(text('[data-named="gw-2"]')).toContain('DOWN 42 s');
  expect(text('[data-testid="counts-down"]')).toContain('1');
});

test('WI-18 a frame about one tile leaves the others’ elements untouched', async () => {
  wall.snapshot();
  show();
  const other = one('[data-component="gw-1"]');
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((found) => records.push(...found));
  if (other) observer.observe(other, { subtree: true, childList: true, attributes: true, characterData: true });
  act(() => void wall.frame({ statuses: [[1, status('down', { since: wall.now() })]] }));
  act(() => void wall.pass(1000));
  await Promise.resolve();
  expect(records).toEqual([]);
  observer.disconnect();
});

test('WI-20 an abnormal tile says to a voice who, how, how long and why', () => {
  wall.snapshot({ statuses: [status(), status('down', { since: wall.now() - 42_000 })] });
  show();
  expect(one('[data-component="gw-2"]')?.getAttribute('aria-label')).toMatch(
    /^The gw-2, down for 42 seconds, because: Nothing heard since 14:03:03 UTC/,
  );
});

test('WI-2 blind: a cover, no tile ok, values struck, and gone with the next judgement', () => {
  wall.snapshot();
  show();
  act(() => void wall.pass(5000, 'without-engine'));
  expect(one('[data-cover]')?.dataset['cover']).toBe('blind');
  expect(all('[data-component]').map((tile) => tile.dataset['health'])).toEqual(['no-sight', 'no-sight']);
  expect(text('[data-testid="counts-ok"]')).toContain('2');
  expect(one('[data-testid="wall"]')?.dataset['covered']).toBe('blind');
  act(() => void wall.pass(1000));
  expect(one('[data-cover]')).toBeNull();
  expect(healthOf('gw-1')).toBe('ok');
});

test('WI-3 offline: since when, for how long, and the last values stay readable', () => {
  wall.snapshot({ statuses: [status(), status('down', { since: wall.now() })] });
  show();
  act(() => void wall.pass(20_000, 'silent'));
  expect(text('[data-cover="offline"]')).toMatch(/DISPLAY OFFLINE.*since 14:03:07.*20 s/s);
  expect(text('[data-named="gw-2"]')).toContain('gw-2');
  expect(healthOf('gw-1')).toBe('no-sight');
});

test('WI-3 a screen without a first picture says so after three seconds', () => {
  show();
  expect(one('[data-cover]')).toBeNull();
  act(() => void wall.pass(4000, 'silent'));
  expect(text('[data-cover="offline"]')).toMatch(/DISPLAY OFFLINE.*No relay answers/s);
});

test('WI-4 a finding stays with its sentence until it is over', () => {
  const sentence = 'desk.yaml:12: components[3].kind: must be one of gateway, network.';
  wall.snapshot({ findings: [{ code: 'desk-file-wrong', text: sentence, since: wall.now() }] });
  show();
  expect(text('[data-finding="desk-file-wrong"]')).toContain(sentence);
  act(() => void wall.frame({ findings: [] }));
  expect(one('[data-finding]')).toBeNull();
});

test('WI-14 alarms by priority in the rail; without any, what is being watched', () => {
  wall.snapshot();
  show();
  expect(text('[data-testid="calm"]')).toMatch(/Nothing needs you\..*2 watched, all ok\./s);
  act(() => void wall.frame({ alarms: [alarm('b', { priority: 2 }), alarm('a')] }));
  expect(all('[data-alarm]').map(({ dataset }) => dataset['priority'])).toEqual(['1', '2']);
  expect(one('[data-testid="calm"]')).toBeNull();
});

test('WI-13 the border of a new P1 blinks on card and tile, for a minute', () => {
  wall.snapshot();
  show();
  act(() => void wall.frame({ alarms: [alarm('a', { since: wall.now() })] }));
  expect(one('[data-alarm="a"] .blink')).not.toBeNull();
  expect(one('[data-component="gw-1"] .blink')).not.toBeNull();
  act(() => void wall.pass(61_000));
  expect(one('.blink')).toBeNull();
});

test('WI-7 unregistered ones have their own row and are in no count', () => {
  wall.snapshot({ components: [component('gw-1'), component('laptop', { unregistered: true })] });
  show();
  expect(text('.board')).toContain('Unregistered');
  expect(healthOf('laptop')).toBe('ok');
  expect(text('[data-testid="counts-ok"]')).toMatch(/^1/);
});

test('WI-22 the dot beats with every frame and with nothing else', () => {
  wall.snapshot();
  show();
  const before = one('[data-testid="pulse"]')?.className;
  act(() => void wall.apply({ type: 'tick', expectedMs: 250 }));
  expect(one('[data-testid="pulse"]')?.className).toBe(before);
  act(() => void wall.frame());
  expect(one('[data-testid="pulse"]')?.className).not.toBe(before);
  expect(document.documentElement.dataset['revision']).toBe('11');
});

test('WI-19 in the hand: what is abnormal, worst first, and what is well by layer', () => {
  wall.snapshot({ statuses: [status('degraded'), status('down')], alarms: [alarm('a')] });
  show(390, 844);
  expect(all('[data-component]').map(({ dataset }) => dataset['component'])).toEqual(['gw-2', 'gw-1']);
  expect(text('.by-layer')).toContain('Exchange gateways');
  expect(all('[data-alarm]')).toHaveLength(1);
});

test('WI-16 an outdated wall shows nothing but that it is updating', () => {
  wall.snapshot();
  show();
  act(() => void wall.apply({ type: 'outdated' }));
  expect(text('.whole')).toContain('Updating');
  expect(one('[data-component]')).toBeNull();
});

test('WI-6 more abnormal ones than fit are counted and three of them named; every tile keeps its colour', () => {
  const components = Array.from({ length: 60 }, (_, index) => component(`gw-${index}`));
  wall.snapshot({ components, statuses: components.map(() => status('down', { since: wall.now() })) });
  show();
  expect(all('[data-health="down"]')).toHaveLength(60);
  const named = all('[data-named]').length;
  expect(text('.bar.many')).toContain(`${60 - named} DOWN`);
  expect(text('.bar.many')).toContain(`+ ${60 - named - 3}`);
});

import type { CalendarOverride } from '@yagura/contract';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { alarm, component, status } from '../test-support/board.ts';
import { explainAnswer, standing } from '../test-support/explained.ts';
import { createTestPeople, signedIn, type TestPeople } from '../test-support/people.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { PeopleContext } from '../people/context.ts';
import { pageAddress } from './address.ts';
import { ExplainContext } from './context.ts';
import type { Explained } from './explain-api.ts';
import { SayOverrideContext } from './say-override.ts';
import { startExplain, type Explain } from './start-explain.ts';

let root: Root;
let wall: TestWall;
let explain: Explain;
let asked: { readonly component: string; readonly signal: AbortSignal }[];
let reply: (component: string) => Promise<Explained>;
let said: CalendarOverride[];
let people: TestPeople;
let everyFiveSeconds: () => void;

/** As the browser would lay them out: jsdom does not, but every tile has its place in its style. */
Element.prototype.getBoundingClientRect = function (this: HTMLElement) {
  const { left, top, width, height } = this.style;
  return new DOMRect(parseFloat(left), parseFloat(top), parseFloat(width), parseFloat(height));
};

function show(width = 1920, height = 1080): void {
  Object.assign(window, { innerWidth: width, innerHeight: height });
  window.dispatchEvent(new Event('resize'));
  const sayOverride = (override: CalendarOverride) => {
    said.push(override);
    return Promise.resolve(null);
  };
  act(() =>
    root.render(
      <WallContext value={wall.store}>
        <ExplainContext value={explain}>
          <SayOverrideContext value={sayOverride}>
            <PeopleContext value={people}>
              <App />
            </PeopleContext>
          </SayOverrideContext>
        </ExplainContext>
      </WallContext>,
    ),
  );
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  Object.assign(globalThis, { DOMRect: globalThis.DOMRect ?? PlainRect, CSS: { escape: (text: string) => text } });
  document.body.innerHTML = '<div id="root"></div>';
  history.replaceState(null, '', '/');
  root = createRoot(document.getElementById('root') ?? document.body);
  wall = createTestWall();
  people = createTestPeople();
  [asked, said] = [[], []];
  reply = (id) => Promise.resolve({ answer: explainAnswer(id, { saidAt: wall.now() }) });
  explain = begin();
  wall.snapshot({ statuses: [status(), status('down', { since: wall.now() - 42_000 })] });
});
afterEach(() => {
  act(() => root.unmount());
  explain.stop();
});

class PlainRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  constructor(x: number, y: number, width: number, height: number) {
    [this.x, this.y, this.width, this.height] = [x, y, width, height];
  }
}

function begin(): Explain {
  return startExplain({
    desk: wall.store,
    address: pageAddress,
    timers: { every: (_, run) => ((everyFiveSeconds = run), () => {}), after: () => () => {} },
    ask(id, signal) {
      asked.push({ component: id, signal });
      return reply(id);
    },
  });
}

const one = (selector: string) => document.querySelector<HTMLElement>(selector);
const text = (selector: string) => one(selector)?.textContent ?? '';
const opened = () => one('[data-panel]')?.dataset['panel'] ?? null;
const press = (key: string) =>
  act(
    async () =>
      void (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true }),
      ),
  );
const click = (selector: string) => act(async () => one(selector)?.click());

test('WI-23 arrows begin with the worst tile, Enter opens it, Escape closes and gives the focus back', async () => {
  show();
  await press('ArrowRight');
  expect((document.activeElement as HTMLElement).dataset['component']).toBe('gw-2');
  await press('ArrowLeft');
  expect((document.activeElement as HTMLElement).dataset['component']).toBe('gw-1');
  await press('Enter');
  expect(opened()).toBe('gw-1');
  expect(document.activeElement).toBe(one('[data-panel]'));
  expect(one('[data-panel]')?.getAttribute('role')).toBe('dialog');
  expect(one('[data-component="gw-1"]')?.className).toContain('explained');
  await press('Escape');
  expect(opened()).toBeNull();
  expect((document.activeElement as HTMLElement).dataset['component']).toBe('gw-1');
  await press('?');
  expect(text('.keys')).toContain('row by row');
  await press('Escape');
  expect(one('.keys')).toBeNull();
});

test('WI-23 a tile, its name and the card of its alarm open it; another site’s card opens its first member', async () => {
  wall.frame({
    alarms: [
      alarm('a', { root: { kind: 'component', id: 'gw-2' } }),
      alarm('b', { root: { kind: 'site', id: 'ldn' } }),
    ],
  });
  show();
  for (const [selector, id] of [
    ['[data-component="gw-1"]', 'gw-1'],
    ['[data-named="gw-2"]', 'gw-2'],
    ['[data-alarm="b"]', 'gw-1'],
    ['[data-alarm="a"] button', 'gw-2'],
  ] as const) {
    await click(selector);
    expect(opened(), selector).toBe(id);
    await press('Escape');
  }
});

test('WI-24 what is wrong, why, what to do, what it hits, who has it: in this order', async () => {
  const cluster = { id: 'gw', mode: 'active-passive', of: 2, need: 1 } as const;
  const components = [
    component('gw-1', { cluster }),
    component('gw-2', { cluster, owner: 'equities', runbook: 'https://r.example/gw', services: ['orders'] }),
  ];
  wall.snapshot({ components, statuses: [status(), status('down', { since: wall.now() - 42_000 })] });
  show();
  await click('[data-component="gw-2"]');
  expect(text('[data-testid="panel-state"]')).toMatch(/DOWN for 42 s.*since 14:02:25 UTC/);
  const said = text('[data-panel]');
  const order = [
    'DOWN for',
    'Nothing heard since',
    'Clears with any beat',
    'Runbook: https://r.example/gw',
    'Carries orders',
    '1 of 2 work',
    'equities',
  ];
  const places = order.map((words) => said.indexOf(words));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('WI-25 the address is a link to it, and follows it', async () => {
  explain.stop();
  history.replaceState(null, '', '/#component=gw-2');
  explain = begin();
  show();
  expect(opened()).toBe('gw-2');
  await press('Escape');
  expect(location.hash).toBe('');
  await click('[data-component="gw-1"]');
  expect(location.hash).toBe('#component=gw-1');
  await act(async () => {
    location.hash = '#component=gw-9';
    window.dispatchEvent(new Event('hashchange'));
  });
  expect(opened()).toBe('gw-9');
});

test('WI-26 it asks anew when the status changes and each five seconds, and stops when it is closed', async () => {
  show();
  await click('[data-component="gw-1"]');
  expect(asked.map((each) => each.component)).toEqual(['gw-1']);
  await act(async () => void wall.frame({ statuses: [[0, status('degraded', { since: wall.now() })]] }));
  expect(asked).toHaveLength(2);
  expect(text('[data-testid="panel-state"]')).toContain('DEGRADED');
  await act(async () => everyFiveSeconds());
  expect(asked).toHaveLength(3);
  reply = () => new Promise(() => {});
  await act(async () => everyFiveSeconds());
  await press('Escape');
  expect(asked.at(-1)?.signal.aborted).toBe(true);
  await act(async () => everyFiveSeconds());
  expect(asked).toHaveLength(4);
});

test('WI-26 without an answer its words are dated, and under a cover it is never ok', async () => {
  show();
  await click('[data-component="gw-1"]');
  expect(one('[data-panel]')?.dataset['health']).toBe('ok');
  reply = () => Promise.resolve({ problem: 'The relay does not answer.' });
  await act(async () => everyFiveSeconds());
  expect(text('.panel-note')).toContain('These words are from 14:03:07 UTC. The relay does not answer.');
  act(() => void wall.pass(5000, 'silent'));
  expect(one('[data-cover]')).not.toBeNull();
  expect(one('[data-panel]')?.dataset['health']).toBe('no-sight');
  expect(text('[data-testid="panel-state"]')).not.toContain('OK');
  expect(text('[data-panel]')).not.toContain('all is well');
});

test('WI-27 O offers the override of the calendar, and it is sent under the name of who is signed in', async () => {
  reply = (id) => Promise.resolve({ answer: explainAnswer(id, { calendars: { follows: standing(), runs: null } }) });
  show();
  await press('o');
  expect(one('form')).toBeNull();
  await click('[data-component="gw-1"]');
  expect(text('[data-panel]')).toContain('XLON is open until 16:30');
  await press('O');
  const fields = [...document.querySelectorAll<HTMLInputElement>('form input')];
  const type = (field: HTMLInputElement | undefined, value: string) =>
    act(async () => {
      // Through the prototype, since React watches the property of the element itself.
      if (field) Reflect.set(HTMLInputElement.prototype, 'value', value, field);
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    });
  await click('form button[type="submit"]');
  expect(text('form output')).toMatch(/Sign in first/);
  await act(async () => people.become(signedIn()));
  await type(fields[1], '17:00');
  await type(fields[3], 'Traded on.');
  await click('form button[type="submit"]');
  expect(said).toEqual([{ calendar: 'XLON', date: '2026-03-02', close: '17:00', author: 'Mei', reason: 'Traded on.' }]);
  expect(text('form output')).toBe('Recorded.');
  await press('Escape');
  expect(one('form')).toBeNull();
  expect(opened()).toBe('gw-1');
});

test('WI-28 the header tells where markets stand', () => {
  wall.snapshot({
    markets: [{ calendar: 'XLON', phase: 'open', since: null, next: { at: wall.now() + 8_040_000, phase: 'closed' } }],
  });
  show();
  expect(text('.venues')).toBe('XLON open closes in 2 h 14');
});

test('WI-23 in the hand it is a page of its own', async () => {
  show(390, 844);
  await click('[data-component="gw-2"] button');
  expect(one('[data-panel]')?.className).toContain('page');
});

import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { pageAddress } from '../explain/address.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain, type Explain } from '../explain/start-explain.ts';
import { PeopleContext } from '../people/context.ts';
import { emptyPage, one, text, press } from '../test-support/page.ts';
import { alarm, status } from '../test-support/board.ts';
import { explainAnswer } from '../test-support/explained.ts';
import { createTestPeople, signedIn, type TestPeople } from '../test-support/people.ts';
import { brief, createTestWaivers, type TestWaivers } from '../test-support/waivers.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { MutingContext } from './context.ts';
import { startMuting, type Muting } from './start-muting.ts';

let root: Root;
let wall: TestWall;
let explain: Explain;
let people: TestPeople;
let relay: TestWaivers;
let muting: Muting;
const timers = { every: () => () => {}, after: () => () => {} };

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  relay = createTestWaivers();
  people = createTestPeople();
  let keys = 0;
  muting = startMuting({ api: relay, newKey: () => `key-0000${++keys}`, timers });
  explain = startExplain({
    desk: wall.store,
    address: pageAddress,
    timers,
    ask: (id) => Promise.resolve({ answer: explainAnswer(id, { saidAt: wall.now() }) }),
  });
});
afterEach(() => {
  act(() => root.unmount());
  explain.stop();
});

async function show(role: 'operator' | 'viewer' = 'operator') {
  const isOperator = role === 'operator';
  await act(async () => {
    await people.become(signedIn({ role }), { may: isOperator ? ['view', 'act', 'mute'] : ['view'] });
    root.render(
      <WallContext value={wall.store}>
        <ExplainContext value={explain}>
          <PeopleContext value={people}>
            <MutingContext value={muting}>
              <App />
            </MutingContext>
          </PeopleContext>
        </ExplainContext>
      </WallContext>,
    );
  });
}

const focus = (selector: string) => act(async () => one(selector)?.focus());
const submit = () => act(async () => one<HTMLFormElement>('.mute-form form')?.requestSubmit());
const type = (value: string) =>
  act(async () => {
    const input = one<HTMLInputElement>('.mute-form input:not([type])');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });

test('WI-50 M on a card mutes its incident: what it covers is named, the reason is typed at once, Enter sends it', async () => {
  wall.snapshot({
    statuses: [status('down'), status('down')],
    alarms: [alarm('i1', { members: ['gw-1', 'gw-2'], memberCount: 2 })],
  });
  await show();
  await focus('[data-alarm] button');
  await press('m');
  expect(text('.mute-form .covers')).toBe('All 2 of LSE gateway 1: gw-1, gw-2');
  expect(document.activeElement).toBe(one('.mute-form input:not([type])'));
  await submit();
  expect(text('.mute-form output')).toBe('The reason is missing.');
  await type('known at the venue');
  await submit();
  expect(relay.sent).toEqual([
    {
      what: 'mute',
      body: {
        key: 'key-00001',
        incident: 'i1',
        reason: 'known at the venue',
        until: Math.floor(wall.now() / 1000) * 1000 + 3_600_000,
        upTo: null,
      },
    },
  ]);
  expect(one('.mute-form')).toBeNull();
  expect(text('.mute-said')).toBe('Done: done as told.');
  expect(document.activeElement).toBe(one('[data-alarm] button'));
});

test('WI-50 in the panel M mutes the component alone, or all of its incident; Esc leaves it, and then the panel', async () => {
  wall.snapshot({ alarms: [alarm('i1', { members: ['gw-1', 'gw-2'], memberCount: 2 })] });
  await show();
  await act(async () => explain.open('gw-1'));
  await press('m');
  expect(text('.mute-form .covers')).toBe('gw-1 The gw-1');
  await act(async () => one<HTMLInputElement>('.mute-form fieldset label:nth-of-type(2) input')?.click());
  expect(text('.mute-form .covers')).toBe('All 2 of LSE gateway 1: gw-1, gw-2');
  relay.told = { problem: 'Nobody can say.' };
  await type('x');
  await submit();
  expect(text('.mute-form output')).toBe('Nobody can say.');
  await press('Escape');
  expect([one('.mute-form'), explain.state.getState().open]).toEqual([null, 'gw-1']);
  await press('Escape');
  expect(explain.state.getState().open).toBeNull();
});

test('WI-51 U ends the mute of what is looked at, with what was seen', async () => {
  wall.snapshot({ waivers: [brief({ revision: 3 })] });
  await show();
  await focus('[data-component="gw-2"]');
  await press('u');
  expect(relay.sent).toEqual([]);
  await act(async () => explain.open('gw-1'));
  expect(text('[data-covering]')).toContain('Muted by anna until 15:03 UTC, 1 h 00 left: known');
  await press('u');
  expect(relay.sent).toEqual([{ what: 'end', id: 'mute-10001', body: { key: 'key-00001', expected: 3 } }]);
});

test('WI-53 what is muted is marked on tile, name and card, counted in the header, and listed below what calls', async () => {
  const mutedDown = status('down', { flags: ['muted'] });
  wall.snapshot({
    statuses: [mutedDown, status('ok', { flags: ['muted'] })],
    alarms: [alarm('i1', { muted: true })],
    waivers: [brief({ until: wall.now() + 300_000 })],
  });
  await show();
  expect(text('[data-testid="waivers-line"]')).toBe('muted: 1one ends in 5 min');
  for (const id of ['gw-1', 'gw-2']) expect(one(`[data-component="${id}"] .muted-mark`)).not.toBeNull();
  expect(one('[data-component="gw-1"]')?.dataset['health']).toBe('down');
  expect(text('[data-component="gw-2"] small')).toBe('muted');
  expect(text('[data-named="gw-1"]')).toContain('muted');
  expect(text('.calm b')).toBe('The one alarm is muted.');
  expect(text('[data-alarm="i1"] .is-muted')).toContain('muted until 14:08');
  expect(text('.rail h2')).toBe('Alarms1 muted');
  await act(async () => {
    Object.assign(window, { innerWidth: 390, innerHeight: 844 });
    window.dispatchEvent(new Event('resize'));
  });
  expect(text('.phone [data-alarm="i1"]')).toContain('muted until 14:08');
  expect(text('.phone .abnormal')).toContain('muted');
});

test('WI-50 who may not mute is told why', async () => {
  wall.snapshot();
  await show('viewer');
  await focus('[data-component="gw-1"]');
  await press('m');
  expect(text('.mute-form p')).toBe('Your role does not mute.');
});

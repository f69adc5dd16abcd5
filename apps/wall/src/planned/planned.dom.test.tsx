import type { WaiverAnswer } from '@yagura/contract';
import { muteOf } from '@yagura/testkit';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { pageAddress } from '../explain/address.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain, type Explain } from '../explain/start-explain.ts';
import { PlacesContext } from '../pages/context.ts';
import { pathOfPage, startPlaces } from '../pages/start-places.ts';
import { PeopleContext } from '../people/context.ts';
import { emptyPage, one, all, text, press } from '../test-support/page.ts';
import { deskStart } from '../test-support/board.ts';
import { explainAnswer } from '../test-support/explained.ts';
import { createTestPeople, signedIn, type TestPeople } from '../test-support/people.ts';
import { plan } from '../test-support/plans.ts';
import { brief, createTestWaivers, type TestWaivers } from '../test-support/waivers.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { PlannedContext } from './context.ts';
import { startPlanned } from './start-planned.ts';

let root: Root;
let wall: TestWall;
let explain: Explain;
let people: TestPeople;
let relay: TestWaivers;
const timers = { every: () => () => {}, after: () => () => {} };
const hour = 3_600_000;
const mute = muteOf({ number: 3, saidAt: deskStart, windows: [{ from: deskStart - hour, until: deskStart + hour }] });
const conflicts = ['XLON is open meanwhile, Mon 15:03:00 UTC to Mon 16:03:00 UTC; 2 components follow it.'];
const facts = { conflicts, reach: { count: 3, first: ['oms-1'] }, lastLegs: ['gw keeps 1 of 2, and needs 1.'] };
const proposed = plan({ approval: null, revision: 1 });

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  wall.snapshot();
  people = createTestPeople();
  relay = createTestWaivers();
  relay.waivers = [mute, proposed];
  relay.answers = new Map<string, WaiverAnswer>([
    [mute.id, { waiver: mute, facts: null }],
    [proposed.id, { waiver: proposed, facts }],
  ]);
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

async function show(path: string, width = 1920, who = signedIn({ person: 'bob', role: 'lead' })) {
  history.replaceState(null, '', path);
  Object.assign(window, { innerWidth: width, innerHeight: 1080 });
  window.dispatchEvent(new Event('resize'));
  let keys = 0;
  const planned = startPlanned({ api: relay, desk: wall.store, timers, newKey: () => `key-0000${++keys}` });
  await act(async () => {
    await people.become(who, { may: ['view', 'act', 'mute', 'plan', 'approve-plan'] });
    root.render(
      <WallContext value={wall.store}>
        <PlacesContext value={startPlaces(pathOfPage)}>
          <ExplainContext value={explain}>
            <PeopleContext value={people}>
              <PlannedContext value={planned}>
                <App />
              </PlannedContext>
            </PeopleContext>
          </ExplainContext>
        </PlacesContext>
      </WallContext>,
    );
  });
}

const click = (selector: string) => act(async () => one(selector)?.click());
const labelled = (label: string) =>
  all('.plan-form label')
    .find(({ textContent }) => textContent?.startsWith(label))
    ?.querySelector('input') ?? null;
const write = (input: HTMLInputElement | null, value: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = (selector: string) => act(async () => one<HTMLFormElement>(selector)?.requestSubmit());

test('WI-54 P leads to everything that is muted or planned and back; header and rail stay', async () => {
  await show('/');
  await press('p');
  expect(location.pathname).toBe('/planned');
  expect(all('.planned section h2').map(({ textContent }) => textContent)).toEqual([
    'In force 1',
    'Waiting for approval or a start 1',
  ]);
  expect(text('[data-waiver="mute-10001"]')).toContain('until 15:03 UTC');
  expect([one('header .counts'), one('.rail'), one('.board')].map((each) => each !== null)).toEqual([
    true,
    true,
    false,
  ]);
  await press('p');
  expect([location.pathname, one('.planned')]).toEqual(['/', null]);
});

test('WI-54 arrows move through the list, Enter opens, the address says which; Escape closes it and then the page', async () => {
  await show('/planned');
  await press('ArrowDown');
  await press('ArrowDown');
  expect(document.activeElement).toBe(one('[data-waiver="plan-10001"]'));
  await click('[data-waiver="plan-10001"]');
  expect(location.pathname).toBe('/planned/plan-10001');
  expect(text('#planned-name')).toBe('Release 7');
  await press('Escape');
  expect([location.pathname, one('.planned-detail')]).toEqual(['/planned', null]);
  await press('Escape');
  expect(location.pathname).toBe('/');
});

test('WI-55 an approver sees exactly what is covered and what it conflicts with, and approves that', async () => {
  await show('/planned/plan-10001');
  expect(text('[data-testid="covered"]')).toBe('gw-1, gw-2');
  expect(all('.conflicts li').map(({ textContent }) => textContent)).toEqual([...conflicts, ...facts.lastLegs]);
  expect(text('.planned-detail')).toContain('oms-1 + 2 more');
  relay.told = {
    result: 'conflict',
    incident: null,
    waiver: 'plan-10001',
    revision: 2,
    text: 'lea was first: approved',
  };
  await press('y');
  expect(relay.sent).toEqual([
    { what: 'approve', id: 'plan-10001', body: { key: 'key-00001', expected: 1, conflicts } },
  ]);
  expect(text('.planned-detail output')).toBe('Not done: lea was first: approved.');
});

test('WI-55 what changed under the finger of an approver is not approved by that press, but by the next', async () => {
  await show('/planned/plan-10001');
  relay.answers = new Map([['plan-10001', { waiver: proposed, facts: { ...facts, conflicts: ['Another.'] } }]]);
  await act(async () => void wall.frame({ waivers: [brief()] }));
  expect(text('.conflicts')).toBe('Another.');
  await press('y');
  expect(text('.planned-detail output')).toMatch(/read it again/);
  expect(relay.sent).toEqual([]);
  await press('y');
  expect(relay.sent).toMatchObject([{ what: 'approve', body: { conflicts: ['Another.'] } }]);
});

test('WI-55 a mute is given more time, counted from its end, or ended; each with one key', async () => {
  await show('/planned/mute-10001');
  await press('e');
  expect(one('.planned-detail form')?.contains(document.activeElement)).toBe(true);
  await submit('.planned-detail form');
  await press('x');
  expect(relay.sent).toEqual([
    { what: 'extend', id: 'mute-10001', body: { key: 'key-00001', expected: 1, until: deskStart + 2 * hour } },
    { what: 'end', id: 'mute-10001', body: { key: 'key-00002', expected: 1 } },
  ]);
});

test('WI-54 who sees a part of the desk, or whom the relay cannot answer, is shown what every wall is told of it', async () => {
  relay.problem = 'this is about the whole desk.';
  wall.frame({ waivers: [brief({ id: 'mute-20002', title: 'Theirs' })] });
  await show('/planned', 1920, signedIn({ scope: { sites: ['ldn'], owners: 'all' } }));
  expect(all('[data-waiver]').map(({ dataset }) => dataset['waiver'])).toEqual(['mute-20002']);
  expect(text('.planned')).toContain('a part of the desk');
});

test('WI-56 V shows the windows over the days of a week and of a month, and a piece leads to its plan', async () => {
  await show('/planned');
  await press('v');
  expect(all('.week .day').length).toBe(7);
  expect(all('.today .block').map((block) => block.getAttribute('aria-label'))).toEqual([
    'Mute A, 13:03–15:03 UTC, anna',
    'Plan Release 7, 15:03–16:03 UTC, anna, to be approved',
  ]);
  expect(text('.feed')).toContain('/api/v1/plans.ics');
  await press('ArrowRight');
  expect(text('.calendar-head b')).toBe('9 – 15 March 2026');
  await press('ArrowLeft');
  await press('v');
  expect(all('.month .today .line').length).toBe(2);
  await click('.month .line.plan');
  expect(location.pathname).toBe('/planned/plan-10001');
});

test('WI-57 A writes a plan: it is worked out by the relay before it is proposed, and anew after each change', async () => {
  await show('/planned');
  await press('a');
  await write(labelled('What'), 'Firmware');
  await submit('#plan-form');
  expect(text('.plan-send output')).toBe('The reason is missing.');
  await write(labelled('Why'), 'new');
  await write(one('input[type="search"]'), 'gw');
  await click('[aria-label="Choose gw-2"]');
  const window = { from: Date.UTC(2026, 2, 2, 15), until: Date.UTC(2026, 2, 2, 16) };
  relay.worked = { components: ['gw-2'], windows: [window], facts };
  await submit('#plan-form');
  expect(text('[data-testid="preview"]')).toContain(conflicts[0] ?? '');
  expect(text('[data-testid="preview"] [data-testid="covered"]')).toBe('gw-2');
  expect(text('[data-testid="preview"]')).toContain('somebody else than you');
  await write(labelled('Why'), 'newer');
  expect(one('[data-testid="preview"]')).toBeNull();
  // Left by a slip of the finger it is still there.
  await press('Escape');
  await press('a');
  expect(labelled('What')?.value).toBe('Firmware');
  await submit('#plan-form');
  expect(relay.sent).toEqual([]);
  relay.told = { result: 'done', incident: null, waiver: 'plan-10001', revision: 1, text: 'proposed as plan-10001' };
  await submit('#plan-form');
  expect(relay.sent).toMatchObject([
    { what: 'plan', body: { title: 'Firmware', reason: 'newer', choice: { components: ['gw-2'] }, time: { window } } },
  ]);
  expect(location.pathname).toBe('/planned/plan-10001');
  expect(one('.plan-form')).toBeNull();
});

test('WI-54 in the hand the page is a list, and the chosen one lies over it', async () => {
  await show('/planned/plan-10001', 390);
  expect(all('.phone [data-waiver]').length).toBe(2);
  expect(one('.planned-detail')?.className).toContain('page');
});

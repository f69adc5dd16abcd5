import { actions, type Role } from '@yagura/contract';
import { mayDo } from '@yagura/domain';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { pageAddress } from '../explain/address.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain } from '../explain/start-explain.ts';
import { PairingApiContext } from '../pairing/context.ts';
import { PlacesContext } from '../pages/context.ts';
import { startPlaces } from '../pages/start-places.ts';
import { PeopleContext } from '../people/context.ts';
import { createScreenStore, ScreenContext, type ScreenStore } from '../screen/screen.ts';
import { addressAt, type TestAddress } from '../test-support/address.ts';
import { deskStart } from '../test-support/board.ts';
import { all, emptyPage, one, press, text } from '../test-support/page.ts';
import { createTestPeople, signedIn, type TestPeople } from '../test-support/people.ts';
import { createTestScreensApi, type TestScreensApi } from '../test-support/screens-api.ts';
import { leftWall, watchedScreen } from '../test-support/screens.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { ScreensApiContext } from './context.ts';

let root: Root;
let wall: TestWall;
let people: TestPeople;
let api: TestScreensApi;
let address: TestAddress;
let screen: ScreenStore;

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  wall.snapshot();
  people = createTestPeople();
  api = createTestScreensApi();
  screen = createScreenStore();
});
afterEach(() => act(() => root.unmount()));

async function show(at: string, role: Role | null = 'lead') {
  address = addressAt(at);
  const timers = { every: () => () => {}, after: () => () => {} };
  const notAsked = () => Promise.resolve({ problem: 'Not asked.' });
  const explain = startExplain({ desk: wall.store, ask: notAsked, timers, address: pageAddress });
  const pairing = {
    code: () => Promise.resolve({ code: { code: 'K7P4MX', endsAt: deskStart } }),
    outcome: () => Promise.resolve('waiting' as const),
  };
  await become(role);
  await act(async () =>
    root.render(
      <WallContext value={wall.store}>
        <ScreenContext value={screen}>
          <ExplainContext value={explain}>
            <PeopleContext value={people}>
              <PlacesContext value={startPlaces(address)}>
                <PairingApiContext value={pairing}>
                  <ScreensApiContext value={api}>
                    <App />
                  </ScreensApiContext>
                </PairingApiContext>
              </PlacesContext>
            </PeopleContext>
          </ExplainContext>
        </ScreenContext>
      </WallContext>,
    ),
  );
}

const become = (role: Role | null) => {
  const who = role === null ? null : signedIn({ role });
  return act(() => people.become(who, { may: who === null ? [] : actions.filter((action) => mayDo(who, action)) }));
};
const lines = () => all('[data-line]').map(({ dataset }) => dataset['line']);
const fill = (values: Readonly<Record<string, string>>) => {
  for (const [name, value] of Object.entries(values)) {
    const field = one(`.admin-form [name="${name}"]`);
    if (field) Reflect.set(field, 'value', value);
  }
};
const send = () => act(async () => one<HTMLFormElement>('.admin-form')?.requestSubmit());

test('WI-75 a screen is set up by keys: its code, then what it is called and what it shows', async () => {
  api.codes.push({
    code: 'K7P4MX',
    address: '10.0.0.7',
    device: 'curl/8',
    width: 3840,
    height: 2160,
    endsAt: deskStart,
  });
  await show('/screens');
  expect(text('.people-page')).toContain('No screen is set up yet.');
  await press('a');
  expect(document.activeElement?.getAttribute('name')).toBe('code');
  fill({ code: 'AAAAAA' });
  await send();
  expect(text('.admin-form output.problem')).toBe('No screen waits with this code.');
  fill({ code: 'K7P4MX' });
  await send();
  expect(text('.admin-form h2')).toBe('Set up the screen that shows K7P 4MX');
  expect(text('.admin-form p')).toContain('10.0.0.7');
  await send();
  expect(text('.admin-form .admin-send output')).toContain('The name must be');
  fill({ name: 'Left wall', room: 'Floor', diagonal: '75', distance: '5' });
  await send();
  const scope = { sites: 'all', owners: 'all' };
  expect(api.asked).toEqual([{ code: 'K7P4MX', settings: leftWall, scope }]);
  expect([text('.people-said'), lines()]).toEqual(['“Left wall” is set up.', ['Left wall']]);
});

test('WI-75 a screen is changed, revoked once that was asked for, and its room silenced, each by one key', async () => {
  api.kept.push(watchedScreen('w1'), watchedScreen('w2', { standing: { state: 'frozen', since: deskStart } }));
  await show('/screens');
  expect(lines()).toEqual(['w2', 'w1']);
  await press('j');
  await press('e');
  fill({ name: 'Taken' });
  await send();
  expect(text('.admin-form .admin-send output')).toBe('There is a screen “Taken” already.');
  fill({ name: 'Other', theme: 'bright' });
  await send();
  expect(api.asked.at(-1)).toEqual(['w2', { name: 'Other', theme: 'bright' }]);
  await press('s');
  expect([api.asked.at(-1), text('.people-said')]).toEqual([['Floor', 10], 'Floor is silenced until 12:10:00 UTC.']);
  await press('Delete');
  expect([text('.admin-form h2'), lines()]).toEqual(['Revoke “w2”?', ['w2', 'w1']]);
  await send();
  expect(lines()).toEqual(['w1']);
});

test('WI-74 what needs somebody has the look of a finding, and while nobody answers the page says so', async () => {
  api.kept.push(watchedScreen('w1'), watchedScreen('w2', { standing: { state: 'away', since: deskStart } }));
  await show('/screens', null);
  expect(all('.lines li').map(({ dataset }) => dataset['state'])).toEqual(['away', 'live']);
  await press('j');
  await press('e');
  expect([one('.admin-form'), one('.line-acts')]).toEqual([null, null]);
  expect(text('.section-acts')).toContain('Sign in');
});

test('WI-74, WI-77 the dialog of who is here leads to the screens, Escape back to the wall', async () => {
  await show('/', 'viewer');
  await press('i');
  const way = all('.who-dialog a').find(({ textContent }) => textContent === 'Screens');
  await act(async () => way?.click());
  expect([address.path(), text('h1')]).toEqual(['/screens', 'Screens']);
  await press('Escape');
  expect(address.path()).toBe('/');
});

test('WI-71, WI-72 at the address of screens there is a code, for whoever is signed in a way out, and with a token the wall', async () => {
  await show('/screen', null);
  await act(async () => {});
  expect(text('[data-testid="pairing-code"]')).toBe('K7P4MX');
  await become('operator');
  expect(text('.pairing h1')).toBe('Mei is signed in on this screen');
  await act(async () => one<HTMLButtonElement>('.pairing button')?.click());
  expect(people.asked).toEqual(['out']);
  const scope = { sites: 'all', owners: 'all' } as const;
  await act(() => people.become({ kind: 'screen', token: 't1', name: 'Left wall', role: 'viewer', scope }));
  await act(async () => screen.setState({ settings: leftWall }));
  expect(one('.wall')?.dataset['screen']).toBe('Left wall');
  await become(null);
  expect(text('[data-testid="pairing-code"]')).toBe('K7P4MX');
});

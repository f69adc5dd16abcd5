import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { emptyPage } from '../test-support/page.ts';
import { createTestPeople, signedIn, type TestPeople } from '../test-support/people.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { ExplainContext } from '../explain/context.ts';
import { pageAddress } from '../explain/address.ts';
import { startExplain } from '../explain/start-explain.ts';
import { PeopleContext } from './context.ts';
import { broughtIn, takeFromAddress } from './secret-in-address.ts';

let root: Root;
let wall: TestWall;

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  wall.snapshot();
});
afterEach(() => act(() => root.unmount()));

async function show(people: TestPeople): Promise<void> {
  const timers = { every: () => () => {}, after: () => () => {} };
  const ask = () => Promise.resolve({ problem: 'Not asked.' });
  const explain = startExplain({ desk: wall.store, ask, timers, address: pageAddress });
  await act(async () =>
    root.render(
      <WallContext value={wall.store}>
        <ExplainContext value={explain}>
          <PeopleContext value={people}>
            <App />
          </PeopleContext>
        </ExplainContext>
      </WallContext>,
    ),
  );
}

const one = (selector: string) => document.querySelector<HTMLElement>(selector);
const text = (selector: string) => one(selector)?.textContent;
const who = () => text('[data-testid="who"]');
const dialog = () => one('[data-testid="who-dialog"]');

function press(key: string): Promise<void> {
  return act(async () => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
}

function fill(name: string, value: string): void {
  const field = one(`[data-testid="who-dialog"] input[name="${name}"]`);
  if (field) Reflect.set(field, 'value', value);
}

const submit = () =>
  act(async () =>
    one('[data-testid="who-dialog"] form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  );

test('PE-16 the header says who is signed in, I opens the dialog, and what is typed is sent and kept nowhere', async () => {
  const people = createTestPeople();
  await show(people);
  expect(who()).toBe('Sign in');
  await press('i');
  expect(document.activeElement?.getAttribute('name')).toBe('person');
  fill('person', ' mei ');
  fill('password', 'staple of the trade');
  people.refuse('This name and this password do not belong together. Try again.');
  await submit();
  expect(people.asked).toEqual([{ person: 'mei', password: 'staple of the trade' }]);
  expect(text('.problem')).toMatch(/do not belong together/);
  expect(JSON.stringify(people.state.getState())).not.toContain('staple');
  people.refuse(null);
  await submit();
  await act(() => people.become(signedIn()));
  expect(dialog()).toBeNull();
  expect(who()).toBe('Mei');
});

test('PE-16 a digit chooses a colleague, and the PIN changes person', async () => {
  const colleagues = [
    { person: 'kim', name: 'Kim' },
    { person: 'lee', name: 'Lee' },
  ];
  const people = createTestPeople({ session: { who: signedIn(), colleagues } });
  await show(people);
  await press('I');
  expect(text('[data-testid="who-dialog"] p')).toBe('operator of the whole desk, until 00:00 UTC');
  await press('2');
  expect(document.activeElement?.getAttribute('name')).toBe('pin');
  fill('pin', '2468');
  await submit();
  expect(people.asked).toEqual([{ person: 'lee', pin: '2468' }]);
  expect(dialog()).toBeNull();
  await press('i');
  await press('Escape');
  expect(dialog()).toBeNull();
  await press('i');
  const out = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Sign out');
  await act(async () => out?.click());
  expect(people.asked.at(-1)).toBe('out');
});

test('PE-13 where reading takes a name there is nothing to see but the sign-in', async () => {
  const people = createTestPeople({ session: { reading: 'sign-in', accounts: false } });
  await show(people);
  expect(one('[data-component]')).toBeNull();
  expect(text('.problem')).toMatch(/use the link that the start printed/);
  expect(document.activeElement?.getAttribute('name')).toBe('person');
  await act(() => people.become(signedIn()));
  expect(one('[data-component]')).not.toBeNull();
  expect(people.otherSights()).toBe(1);
  await act(() => people.become(signedIn({ person: 'kim', session: 's2' })));
  expect(people.otherSights()).toBe(1);
  await act(() => people.become(signedIn({ scope: { sites: ['ldn'], owners: 'all' } })));
  expect(people.otherSights()).toBe(2);
  await act(() => people.become(signedIn(), { reading: 'sign-in' }));
  await act(async () => people.turnedAway());
  expect(one('[data-component]')).not.toBeNull();
});

test('PE-9 the link offers to become the admin, and is taken out of the address', async () => {
  history.replaceState(null, '', '/#link=yal_secret');
  const brought = takeFromAddress();
  expect(brought).toEqual({ link: 'yal_secret', screen: null });
  expect(location.href).not.toContain('secret');
  const people = createTestPeople({ brought });
  await show(people);
  for (const [name, value] of Object.entries({ person: 'mei', name: 'Mei', password: 'staple of the trade', pin: '' }))
    fill(name, value);
  await submit();
  expect(people.asked).toEqual([{ link: 'yal_secret', person: 'mei', name: 'Mei', password: 'staple of the trade' }]);
  expect(dialog()).toBeNull();
});

test('PE-8 a screen that was sent its token signs in by itself', async () => {
  expect(broughtIn('#screen=yat_secret')).toEqual({ link: null, screen: 'yat_secret' });
  expect(broughtIn('#component=gw-1&link=')).toEqual({ link: null, screen: null });
  const people = createTestPeople({ brought: { screen: 'yat_secret' } });
  await show(people);
  expect(people.asked).toEqual([{ token: 'yat_secret' }]);
});

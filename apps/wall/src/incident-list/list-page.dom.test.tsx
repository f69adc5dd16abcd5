import { incidentOf } from '@yagura/testkit';
import type { Incident } from '@yagura/contract';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { pageAddress } from '../explain/address.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain } from '../explain/start-explain.ts';
import { PlacesContext } from '../pages/context.ts';
import { startPlaces, type Places } from '../pages/start-places.ts';
import { addressAt, type TestAddress } from '../test-support/address.ts';
import { emptyPage } from '../test-support/page.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { ListContext } from './context.ts';
import type { AskIncidents } from './incidents-api.ts';
import { startList } from './start-list.ts';

let root: Root;
let wall: TestWall;
let address: TestAddress;
let places: Places;

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  wall.snapshot();
  address = addressAt('/incidents');
  places = startPlaces(address);
});
afterEach(() => act(() => root.unmount()));

const many: Incident[] = Array.from({ length: 300 }, (_, index) => {
  const number = index + 1;
  const state = number > 298 ? 'open' : 'closed';
  return incidentOf({ id: `i${number}`, number, state, title: number % 2 ? 'Gateway' : 'Market data' });
});
const ask: AskIncidents = ({ states, below, limit = 200 }) => {
  const found = many
    .filter(({ number, state }) => states.includes(state) && number < (below ?? Infinity))
    .toSorted((a, b) => b.number - a.number);
  const incidents = found.slice(0, limit);
  const next = found.length > limit ? (incidents.at(-1)?.number ?? null) : null;
  return Promise.resolve({ answer: { incidents, below: next } });
};

async function show(): Promise<void> {
  const timers = { every: () => () => {}, after: () => () => {} };
  const notAsked = () => Promise.resolve({ problem: 'Not asked.' });
  const explain = startExplain({ desk: wall.store, ask: notAsked, timers, address: pageAddress });
  await act(async () =>
    root.render(
      <WallContext value={wall.store}>
        <ExplainContext value={explain}>
          <PlacesContext value={places}>
            <ListContext value={startList(ask)}>
              <App />
            </ListContext>
          </PlacesContext>
        </ExplainContext>
      </WallContext>,
    ),
  );
}

const numbers = () => [...document.querySelectorAll('.row .number')].map(({ textContent }) => textContent);
const chosen = () => document.querySelector('.row.chosen .number')?.textContent;
const press = (key: string) =>
  act(async () => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });

test('WI-43 the list is gone through by keys, Enter opens one, a slash goes to the filter, Escape to the wall', async () => {
  await show();
  expect(numbers().slice(0, 3)).toEqual(['#299', '#300', '#298']);
  await press('j');
  await press('ArrowDown');
  await press('k');
  expect(chosen()).toBe('#299');
  await press('/');
  expect(document.activeElement?.getAttribute('type')).toBe('search');
  await press('j');
  expect(chosen()).toBe('#299');
  await press('Escape');
  await press('j');
  await press('Enter');
  expect(address.path()).toBe('/incidents/300');
  await press('Escape');
  await press('Escape');
  expect(address.path()).toBe('/');
  await press('l');
  expect(address.path()).toBe('/incidents');
});

test('WI-41 of three hundred incidents only those in sight are there, and a voice hears how many there are', async () => {
  await show();
  expect(numbers().length).toBeLessThan(40);
  expect(document.querySelector('.row')?.getAttribute('aria-setsize')).toBe('202');
  await press('End');
  await act(async () => {});
  await press('End');
  expect(document.querySelector('.filter-bar output')?.textContent).toMatch(/^2 not closed · \d+/);
});

import type { IncidentAnswer, SimilarAnswer } from '@yagura/contract';
import { incidentOf } from '@yagura/testkit';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WallContext } from '../app/wall.ts';
import { ActingContext } from '../incidents/context.ts';
import type { ToTell, Told } from '../incidents/incident-api.ts';
import { startActing } from '../incidents/start-acting.ts';
import { PlacesContext } from '../pages/context.ts';
import { startPlaces } from '../pages/start-places.ts';
import { PeopleContext } from '../people/context.ts';
import { addressAt, type TestAddress } from '../test-support/address.ts';
import { emptyPage } from '../test-support/page.ts';
import { createTestPeople, signedIn } from '../test-support/people.ts';
import { createTestWall } from '../test-support/wall.ts';
import { AskIncidentContext } from './incident-api.ts';
import { AskSimilarContext } from './similar-api.ts';
import { IncidentPage } from './IncidentPage.tsx';

let root: Root;
let sent: ToTell[];
let told: Told;
let answer: IncidentAnswer;
let address: TestAddress;
let similar: SimilarAnswer['similar'];

beforeEach(() => {
  root = emptyPage();
  [sent, similar] = [[], []];
  address = addressAt('/incidents/17');
  answer = { incident: incidentOf({ number: 17, revision: 4, members: ['gw-1'] }), log: [] };
});
afterEach(() => act(() => root.unmount()));

async function show(): Promise<void> {
  const wall = createTestWall();
  wall.snapshot();
  const people = createTestPeople({ session: { who: signedIn({ person: 'anna' }), may: ['view', 'act', 'mute'] } });
  const acting = startActing({
    tell(toTell) {
      sent.push(toTell);
      return Promise.resolve(told);
    },
    newKey: () => 'key',
  });
  await act(async () =>
    root.render(
      <WallContext value={wall.store}>
        <PeopleContext value={people}>
          <ActingContext value={acting}>
            <PlacesContext value={startPlaces(address)}>
              <AskIncidentContext value={() => Promise.resolve({ answer })}>
                <AskSimilarContext value={() => Promise.resolve(similar)}>
                  <IncidentPage incident="17" />
                </AskSimilarContext>
              </AskIncidentContext>
            </PlacesContext>
          </ActingContext>
        </PeopleContext>
      </WallContext>,
    ),
  );
}

const text = (selector: string) => document.querySelector(selector)?.textContent;
const press = (key: string) =>
  act(async () => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });

test('WI-46 one key does it with what the page saw, and a conflict says what the other did and shows what is now', async () => {
  await show();
  expect(text('h1')).toBe('#17 A');
  const owner = { person: 'bob', since: 1, until: 2 };
  told = { result: 'conflict', incident: 'i', waiver: null, revision: 5, text: 'bob was first: taken' };
  answer = { incident: { ...answer.incident, revision: 5, state: 'taken', owner }, log: [] };
  await press('t');
  expect(sent).toMatchObject([{ verb: 'take', incident: answer.incident.id, expected: 4 }]);
  expect(text('.said.not-done')).toBe('Not done: bob was first: taken.');
  expect(text('.has-it')).toContain('bob');
  await press('t');
  expect(sent).toHaveLength(1);
});

test('WI-46 what has to be written is asked for first, Escape leaves it, then the page', async () => {
  await show();
  await press('n');
  expect(document.activeElement?.tagName).toBe('INPUT');
  await act(async () =>
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  );
  expect([text('.said'), sent.length]).toEqual(['A word is missing.', 0]);
  await press('Escape');
  expect([document.querySelector('form'), address.steps]).toEqual([null, ['/incidents/17']]);
  await press('Escape');
  expect(address.steps.at(-1)).toBe('/incidents');
});

test('WI-45 a member leads to its panel on the wall', async () => {
  await show();
  await act(async () => document.querySelector<HTMLElement>('a[href="/#component=gw-1"]')?.click());
  expect(address.steps.at(-1)).toBe('/#component=gw-1');
});

test('WI-47 what was like it before leads there, and says why it is alike and what helped', async () => {
  const { id, title, priority, times } = incidentOf({ id: 'past' });
  const closed = { reason: 'acted', by: 'bob', text: 'Restarted it' } as const;
  const helped = { by: 'bob', what: 'fixed', text: 'Restarted it' } as const;
  similar = [{ id, number: 3, title, priority, times, closed, helped, why: ['the same components'] }];
  await show();
  expect(text('.similar p')).toBe('Fixed: Restarted it · closed as acted');
  expect(text('.similar small')).toBe('the same components');
  await act(async () => document.querySelector<HTMLElement>('.similar a')?.click());
  expect(address.steps.at(-1)).toBe('/incidents/3');
});

test('WI-48 one press splits a member off, with what the page saw; what the incident is about stays', async () => {
  const root = { kind: 'component', id: 'gw-1' } as const;
  const source = { kind: 'watch', group: 'g', root } as const;
  answer = { ...answer, incident: { ...answer.incident, source, members: ['gw-1', 'gw-2'], memberCount: 2 } };
  told = { result: 'done', incident: 'i', waiver: null, revision: 5, text: 'gw-2 split from incident 17' };
  await show();
  const [split, ...others] = document.querySelectorAll<HTMLElement>('.split');
  expect(others).toEqual([]);
  await act(async () => split?.click());
  expect(sent).toMatchObject([{ verb: 'split', expected: 4, words: { components: ['gw-2'] } }]);
  expect(document.querySelector('.said')?.textContent).toBe('Done: gw-2 split from incident 17.');
});

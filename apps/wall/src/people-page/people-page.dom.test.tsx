import { actions, type AuditEntry, type Role } from '@yagura/contract';
import { mayDo } from '@yagura/domain';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { pageAddress } from '../explain/address.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain } from '../explain/start-explain.ts';
import { PlacesContext } from '../pages/context.ts';
import { startPlaces, type Places } from '../pages/start-places.ts';
import { PeopleContext } from '../people/context.ts';
import { addressAt, type TestAddress } from '../test-support/address.ts';
import { emptyPage } from '../test-support/page.ts';
import { deskStart } from '../test-support/board.ts';
import { createTestPeople, signedIn, type TestPeople } from '../test-support/people.ts';
import { startPeopleRelay, type PeopleRelay } from '../test-support/people-relay.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { adminApi } from './admin-api.ts';
import { AdminApiContext } from './context.ts';

let root: Root;
let wall: TestWall;
let relay: PeopleRelay;
let people: TestPeople;
let places: Places;
let address: TestAddress;
const whole = { sites: 'all', owners: 'all' } as const;

beforeEach(async () => {
  root = emptyPage();
  wall = createTestWall();
  wall.snapshot();
  people = createTestPeople();
  relay = await startPeopleRelay();
  const kim = { name: 'Kim', address: '10.0.0.7', device: 'curl/8', beganAt: deskStart, endsAt: deskStart + 1 };
  relay.people.push({ person: 'kim', name: 'Kim', role: 'operator', scope: whole, active: true, pin: true });
  relay.sessions.push({ ...kim, id: 's1', person: 'boss', name: 'The Boss' }, { ...kim, id: 's2', person: 'kim' });
});
afterEach(async () => {
  act(() => root.unmount());
  await relay.stop();
});

async function show(at: string, role: Role = 'admin', session = 's1') {
  address = addressAt(at);
  places = startPlaces(address);
  const timers = { every: () => () => {}, after: () => () => {} };
  const notAsked = () => Promise.resolve({ problem: 'Not asked.' });
  const explain = startExplain({ desk: wall.store, ask: notAsked, timers, address: pageAddress });
  await become(role, session);
  await act(async () =>
    root.render(
      <WallContext value={wall.store}>
        <ExplainContext value={explain}>
          <PeopleContext value={people}>
            <PlacesContext value={places}>
              <AdminApiContext value={adminApi(relay.url)}>
                <App />
              </AdminApiContext>
            </PlacesContext>
          </PeopleContext>
        </ExplainContext>
      </WallContext>,
    ),
  );
}

const become = (role: Role, session: string) => {
  const who = signedIn({ person: 'boss', name: 'The Boss', role, session });
  return act(() => people.become(who, { may: actions.filter((action) => mayDo(who, action)) }));
};
const one = <Element extends HTMLElement>(selector: string) => document.querySelector<Element>(selector);
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const text = (selector: string) => one(selector)?.textContent ?? '';
const lines = () => all('[data-line]').map(({ dataset }) => dataset['line']);
/** What the relay says comes when it comes. */
const soon = (check: () => void) => act(() => vi.waitFor(check));
const press = (key: string) =>
  act(async () => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
const fill = (fields: Readonly<Record<string, string>>) => {
  for (const [name, value] of Object.entries(fields)) {
    const field = one(`.admin-form [name="${name}"]`);
    if (field) Reflect.set(field, 'value', value);
  }
};
const send = () => act(async () => one<HTMLFormElement>('.admin-form')?.requestSubmit());

test('WI-64 a token is made by keys, told once with a word to copy it now, and gone when it is put away', async () => {
  await show('/people/tokens');
  await soon(() => expect(text('.people-page')).toContain('No screen and no automation has a token.'));
  await press('n');
  expect(document.activeElement?.getAttribute('name')).toBe('name');
  fill({ name: 'Wall 1', sites: 'lnd' });
  await send();
  expect(text('.admin-form output')).toBe('No site here is called lnd.');
  fill({ sites: 'ldn' });
  await send();
  await soon(() => expect(lines()).toEqual(['t1']));
  expect(relay.tokens).toMatchObject([{ kind: 'screen', name: 'Wall 1', scope: { sites: ['ldn'], owners: 'all' } }]);
  expect(text('.handed h2')).toBe('Copy it now: it is never shown again');
  const told = () => all('input').map((field) => (field as HTMLInputElement).value);
  expect(told()).toEqual([`${location.origin}/#screen=yat_t1_secret`, 'yat_t1_secret']);
  expect(document.activeElement).toBe(one('.handed input'));
  await press('2');
  expect([address.path(), one('.handed') === null]).toEqual(['/people/tokens', false]);
  await press('Escape');
  expect([address.path(), one('.handed'), document.body.innerHTML.includes('yat_')]).toEqual([
    '/people/tokens',
    null,
    false,
  ]);
  await press('j');
  await press('x');
  await send();
  await soon(() => expect(lines()).toEqual([]));
  expect(relay.tokens).toEqual([]);
});

test('WI-63 a session is revoked once that was asked for; the own one is signed out instead', async () => {
  await show('/people/sessions');
  await soon(() => expect(lines()).toEqual(['s1', 's2']));
  await press('j');
  await press('x');
  expect(text('.admin-form h2')).toBe('Sign out here?');
  await press('Escape');
  await press('ArrowDown');
  await press('x');
  expect(text('.admin-form h2')).toBe('Revoke the session of Kim?');
  expect(document.activeElement?.textContent).toBe('Revoke');
  expect(relay.sessions.length).toBe(2);
  await send();
  await soon(() => expect(lines()).toEqual(['s1']));
  expect(text('.people-said')).toBe('The session of Kim is revoked.');
  expect(relay.sessions.map(({ id }) => id)).toEqual(['s1']);
  await press('j');
  await press('x');
  await send();
  expect(people.asked).toEqual(['out']);
});

test('WI-62 an admin makes a person and changes one, and what the relay refuses is said', async () => {
  await show('/people');
  await soon(() => expect(lines()).toEqual(['kim']));
  await press('n');
  fill({ person: 'kim', name: 'Kim Two', password: 'staple of the trade' });
  await send();
  await soon(() => expect(text('.admin-form output')).toBe('There is a kim already. Look again.'));
  fill({ person: 'lena', role: 'lead' });
  await send();
  await soon(() => expect(lines()).toEqual(['kim', 'lena']));
  await press('j');
  await press('Enter');
  expect(text('.admin-form h2')).toBe('Change Kim');
  fill({ role: 'lead', pin: '1357' });
  await send();
  await soon(() => expect(relay.changes).toEqual([{ role: 'lead', pin: '1357' }]));
});

test('WI-61, WI-65 a lead reads the audit and no people; whoever comes next finds nothing of it', async () => {
  const entry = (n: number, over: Partial<AuditEntry>): AuditEntry => ({
    n,
    at: deskStart + n,
    who: 'boss',
    action: 'account-changed',
    target: 'kim',
    before: { role: 'viewer' },
    after: { role: 'operator' },
    address: null,
    ...over,
  });
  relay.audit.push(entry(1, {}), entry(2, { who: null, action: 'sign-in-failed', target: null }));
  await show('/people/audit', 'lead');
  await soon(() => expect(lines()).toEqual(['2', '1']));
  expect(all('.people-sections a').map(({ textContent }) => textContent)).toEqual([
    '1 sessions',
    '2 tokens',
    '3 audit',
  ]);
  expect(text('[data-line="1"] .pieces')).toBe('role viewer → operator');
  await press('ArrowLeft');
  const before = Date.UTC(2026, 2, 1);
  const day = `GET /api/v1/audit?from=${before}&to=${before + 24 * 3_600_000 - 1}`;
  await soon(() => expect(relay.asked.at(-1)).toBe(day));
  await press('ArrowRight');
  await soon(() => expect(lines()).toEqual(['2', '1']));
  await press('/');
  expect(document.activeElement?.getAttribute('type')).toBe('search');
  await become('viewer', 's9');
  expect(document.body.innerHTML).not.toContain('account changed');
  expect(text('.people-alone')).toBe('Your sessions');
});

test('WI-60 the dialog of who is here leads there, digits go from section to section, Escape to the wall', async () => {
  await show('/');
  await press('i');
  const way = one<HTMLAnchorElement>('.who-dialog a');
  expect([way?.textContent, way?.getAttribute('href')]).toEqual(['People, tokens, audit', '/people']);
  await act(async () => way?.click());
  expect([address.path(), one('.who-dialog'), text('h1')]).toEqual(['/people', null, 'Who may do what']);
  await soon(() => expect(lines()).toEqual(['kim']));
  await press('2');
  expect(address.path()).toBe('/people/sessions');
  await soon(() => expect(lines()).toEqual(['s1', 's2']));
  await press('Escape');
  expect(address.path()).toBe('/');
});

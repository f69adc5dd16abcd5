import { routes, type Identity, type Role, type Scope } from '@yagura/contract';
import { actions, roles } from '@yagura/contract';
import { mayDo } from '@yagura/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { componentOf, layoutOf } from '../test-support/desk.ts';
import { knownPeople } from '../test-support/people.ts';
import { historyWith, startDesk, until, type Desk } from '../test-support/relay.ts';
import { gateFor, gates, type Gate } from './gates.ts';

const part: Scope = { sites: ['nyc'], owners: 'all' };
const { people, admit } = knownPeople();
const none = () => Promise.resolve([]);
const history = historyWith({ changesOf: none, announcementsBetween: none, incidents: none, waivers: none });

let here: Desk;
let beyond: Desk;
beforeAll(async () => {
  here = await startDesk([], { people, history });
  // Inside a container nobody knows who reaches the port, so it is as on an open address.
  beyond = await startDesk([], { people, history, insideContainer: true });
  const components = [componentOf('in-nyc', { site: 'nyc' }), componentOf('in-ldn', { site: 'ldn' })];
  for (const desk of [here, beyond]) {
    await desk.engine.layout({ ...layoutOf('v2', []), components });
    const bearer = { authorization: `Bearer ${admit('screen', 'viewer')}` };
    await until(async () => (await fetch(`${desk.url}/api/v1/components/in-nyc`, { headers: bearer })).ok);
  }
});
afterAll(() => Promise.all([here.stop(), beyond.stop()]));

/** Each of whom may ask: nobody, every role of a person, and what holds a token. */
const askers: readonly (Pick<Identity, 'kind' | 'role'> | null)[] = [
  null,
  ...roles.map((role) => ({ kind: 'person' as const, role })),
  { kind: 'screen', role: 'viewer' },
  { kind: 'automation', role: 'operator' },
  { kind: 'automation', role: 'lead' },
];

function expected(gate: Gate, asker: Pick<Identity, 'kind' | 'role'> | null, scope: Scope, open: boolean): number[] {
  if (gate.needs === 'nobody') return [];
  const isOpen = open && gate.openHere === true;
  if (asker === null) return isOpen ? [] : [401];
  const isEnough = gate.needs === 'person' ? asker.kind === 'person' : mayDo(asker, gate.needs);
  if (!isOpen && !isEnough) return [403];
  return gate.wholeDesk && scope === part ? [403] : [];
}

async function ask(desk: Desk, name: string, secret: string | null): Promise<number> {
  const [method = '', path = ''] = name.split(' ');
  const headers = { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) };
  const body = method === 'GET' ? {} : { body: '{}' };
  const url = desk.url + path.replace(':id', 'in-nyc').replace(':step', 'kill-gateway').replace(':verb', 'end');
  return (await fetch(url, { method, headers, ...body })).status;
}

for (const [name, gate] of Object.entries(gates)) {
  test(`PE-5 ${name} lets through whom it should, and nobody else`, async () => {
    for (const [where, open] of [
      [here, true],
      [beyond, false],
    ] as const) {
      for (const asker of askers) {
        for (const scope of [{ sites: 'all', owners: 'all' } as Scope, part]) {
          const secret = asker && admit(asker.kind, asker.role, scope);
          const refusals = expected(gate, asker, scope, open);
          const status = await ask(where, name, secret);
          const who = `${asker?.kind ?? 'nobody'} ${asker?.role ?? ''} ${scope === part ? 'of a part' : ''}`;
          if (refusals.length > 0) expect(refusals, `${who}: ${status}`).toContain(status);
          else if (gate.needs !== 'nobody') expect([401, 403], `${who}: ${status}`).not.toContain(status);
        }
      }
    }
  });
}

/** Paths of the API that routers answer, as they were registered. */
function registered(): string[] {
  const inApi = Object.values(routes).filter((path) => path.startsWith('/api/'));
  return inApi.filter((path) => Object.keys(gates).every((name) => name.split(' ')[1] !== path));
}

test('PE-5 every route of the contract has a gate, and what has none is not let through', async () => {
  expect(registered()).toEqual([]);
  expect(gateFor('PUT', routes.people)).toBeNull();
  expect(gateFor('GET', '/API/v1/people')).toBeNull();
  const admin = admit('person', 'admin');
  for (const name of [`PUT ${routes.people}`, `GET ${routes.people}/`, 'GET /API/v1/people', 'GET /api//v1/people']) {
    expect(await ask(here, name, admin), name).toBe(404);
  }
});

test('PE-5 a route in other letters is none, and no way past its gate by that of a wider one', async () => {
  const operator = admit('person', 'operator');
  for (const name of Object.keys(gates)) {
    const [method = '', path = ''] = name.split(' ');
    const shouted = path.replaceAll(/\/(?!:)[^/]+/g, (part) =>
      part === '/api' || part === '/v1' ? part : part.toUpperCase(),
    );
    const last = path.replace(/\/[^/:]+$/, (part) => part.toUpperCase());
    for (const other of new Set([shouted, last])) if (other !== path) expect(gateFor(method, other), other).toBeNull();
  }
  const shouted = routes.waiverApprove.replace('approve', 'APPROVE');
  expect(await ask(here, `POST ${routes.waiverApprove}`, operator)).toBe(403);
  expect(await ask(here, `POST ${shouted}`, operator)).toBe(404);
});

test('PE-5 every action that a role may do is asked for by some gate', () => {
  const asked = new Set(Object.values(gates).map(({ needs }) => needs));
  expect(actions.filter((action) => !asked.has(action))).toEqual([]);
});

test('PE-2 what lies outside a scope is not there: no component, no count, no roll-up', async () => {
  const seen = async (desk: Desk, role: Role, path: string) => {
    const headers = { authorization: `Bearer ${admit('person', role, part)}` };
    const answer = await fetch(desk.url + path, { headers });
    return { status: answer.status, text: await answer.text() };
  };
  for (const desk of [here, beyond]) {
    for (const role of roles) {
      for (const path of [routes.component, routes.explain, routes.changes]) {
        expect((await seen(desk, role, path.replace(':id', 'in-ldn'))).status, path).toBe(404);
        expect((await seen(desk, role, path.replace(':id', 'in-nyc'))).status, path).toBe(200);
      }
      for (const path of [routes.board, routes.components, routes.groups]) {
        const { status, text } = await seen(desk, role, path);
        expect(status, path).toBe(200);
        expect(text, path).not.toMatch(/ldn/i);
      }
    }
  }
});

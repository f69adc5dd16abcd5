import { randomBytes } from 'node:crypto';
import type { CommandAnswer, IncidentAnswer, IncidentsAnswer, SimilarAnswer } from '@yagura/contract';
import { openHistory, type History } from '@yagura/history';
import { wholeDesk } from '@yagura/domain';
import { inventoryOf, beatOf, entryOf, incidentOf } from '@yagura/testkit';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startJudging, type Judging } from '../test-support/judging.ts';
import { knownPeople } from '../test-support/people.ts';
import { startDesk, type Desk } from '../test-support/relay.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const schema = `test_${randomBytes(6).toString('hex')}`;
const admin = new Client(databaseUrl);
let history: History;
const known = knownPeople();
const secrets = {
  anna: known.admit('person', 'operator', wholeDesk, 'anna'),
  bob: known.admit('person', 'lead', wholeDesk, 'bob'),
  viewer: known.admit('person', 'viewer', wholeDesk, 'viewer'),
  robot: known.admit('automation', 'operator'),
  part: known.admit('person', 'operator', { sites: ['nyc'], owners: 'all' }, 'part'),
  stranger: '',
};
type Who = keyof typeof secrets;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  await admin.connect();
  history = openHistory(databaseUrl, { schema });
  await history.migrate();
});

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

afterAll(async () => {
  await history.close();
  await admin.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await admin.end();
});

/** A relay, and the fold of an engine that does what it is told as soon as it is asked to. */
async function desk(): Promise<Told> {
  const started = await startDesk(['gw-1'], { history, people: known.people });
  endings.push(() => started.stop());
  const judging = await startJudging(started, history, inventoryOf({ components: ['gw-1'] }));
  const now = Date.now();
  const beat = beatOf('gw-1', now, { status: 'down' });
  const { incidents } = await judging.judge([entryOf({ n: 1, from: now - 100, until: now, beats: [beat] })]);
  return { ...started, judging, incident: incidents?.[0]?.id ?? '' };
}

type Told = Desk & { readonly judging: Judging; readonly incident: string };

function say({ url, incident }: Told, verb: string, body: object, who: Who = 'anna'): Promise<Response> {
  return fetch(`${url}/api/v1/incidents/${encodeURIComponent(incident)}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secrets[who]}` },
    body: JSON.stringify(body),
  });
}

async function told(test: Told, verb: string, body: object, who?: Who): Promise<[number, CommandAnswer]> {
  const answer = await test.judging.answered(say(test, verb, body, who));
  return [answer.status, (await answer.json()) as CommandAnswer];
}

const key = () => randomBytes(8).toString('hex');

test('IN-20 what a person does is answered with what became of it, and sent again it is done once', async () => {
  const test = await desk();
  const body = { key: key(), expected: 1 };
  const [status, answer] = await told(test, 'take', body);
  expect([status, answer.result, answer.text]).toEqual([200, 'done', 'taken']);
  const again = await say(test, 'take', body);
  expect([again.status, await again.json()]).toEqual([200, answer]);
  const page = await (await fetch(`${test.url}/api/v1/incidents?state=taken`)).json();
  expect((page as IncidentsAnswer).incidents).toMatchObject([{ state: 'taken', owner: { person: 'anna' } }]);
});

test('IN-20 letters that cannot be stored are others from the beginning, and what was done is answered so', async () => {
  const test = await desk();
  const body = { key: key(), text: 'half a \ud83d and a \0' };
  const [status, answer] = await told(test, 'note', body);
  expect([status, answer.text]).toEqual([200, 'noted']);
  expect((await say(test, 'note', body)).status).toBe(200);
});

test('IN-20 who comes second is told what the first did', async () => {
  const test = await desk();
  await told(test, 'take', { key: key(), expected: 1 });
  const [status, answer] = await told(test, 'take', { key: key(), expected: 1 }, 'bob');
  expect([status, answer]).toMatchObject([409, { result: 'conflict', text: 'anna was first: taken' }]);
});

test('IN-23 an incident is handed only to somebody who can act on it', async () => {
  const test = await desk();
  await told(test, 'take', { key: key() });
  for (const person of ['nobody', 'viewer', 'part'])
    expect([person, (await say(test, 'hand-to', { key: key(), person })).status]).toEqual([person, 422]);
  const [status, answer] = await told(test, 'hand-to', { key: key(), person: 'bob' });
  expect([status, answer.text]).toEqual([200, 'handed-over']);
});

test('IN-21 while no engine judges it is recorded and not yet in force, and what became of it is told later', async () => {
  const test = await desk();
  const body = { key: key(), text: 'We are looking at it.' };
  const first = await say(test, 'note', body);
  expect([first.status, await first.json()]).toMatchObject([202, { result: 'recorded' }]);
  await test.judging.judge();
  const again = await say(test, 'note', body);
  expect([again.status, await again.json()]).toMatchObject([200, { result: 'done', text: 'noted' }]);
});

test('IN-22 while Postgres is away nobody is told that something was done', async () => {
  const test = await desk();
  const gone = openHistory('postgres://nobody@127.0.0.1:9/none', { schema });
  const other = await startDesk(['gw-1'], { history: gone, people: known.people });
  endings.push(
    () => gone.close(),
    () => other.stop(),
  );
  const answer = await say({ ...test, ...other }, 'take', { key: key() });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('nobody can say')]);
});

test('IN-23 nobody signed in, a key used twice for different things, or a body that is none: refused by name, nothing done', async () => {
  const test = await desk();
  for (const [who, status] of [
    ['stranger', 401],
    ['viewer', 403],
    ['robot', 403],
    ['part', 403],
  ] as const)
    expect([who, (await say(test, 'take', { key: key() }, who)).status]).toEqual([who, status]);
  const body = { key: key(), text: 'once' };
  await told(test, 'note', body);
  const other = await say(test, 'note', { ...body, text: 'another' });
  expect(other.status).toBe(409);
  for (const [verb, wrong, field] of [
    ['take', {}, 'key'],
    ['note', { key: key() }, 'text'],
    ['close', { key: key(), reason: 'bored', text: 'x' }, 'reason'],
    ['explode', { key: key() }, 'verb'],
  ] as const) {
    const answer = await say(test, verb, wrong);
    expect([verb, answer.status]).toEqual([verb, 400]);
    expect(JSON.stringify(await answer.json())).toContain(field);
  }
  expect(await history.waitingCommands(10)).toEqual([]);
});

test('IN-24 an incident is exported as Markdown in which what people wrote stays text', async () => {
  const test = await desk();
  await told(test, 'note', { key: key(), text: '# not a | heading' });
  const address = `${test.url}/api/v1/incidents/${encodeURIComponent(test.incident)}?format=md`;
  const text = await (await fetch(address)).text();
  expect(text).toContain('# Incident 1: gw-1');
  expect(text).toContain('\\# not a \\| heading');
});

test('IN-41 the state of a component is attached in the words of its explanation, and sent again it is the state of the first time', async () => {
  const test = await desk();
  const body = { key: key(), component: 'gw-1', sentence: 'All is well.', fact: { kind: 'link' } };
  const [status, answer] = await told(test, 'attach', body);
  expect([status, answer.text]).toEqual([200, 'attached']);
  const again = await say(test, 'attach', body);
  expect([again.status, await again.json()]).toEqual([200, answer]);
  await told(test, 'attach', { key: key(), url: 'https://status.example.com/7', title: 'The # exchange' }, 'bob');
  const address = `${test.url}/api/v1/incidents/${encodeURIComponent(test.incident)}`;
  const { incident } = (await (await fetch(address)).json()) as IncidentAnswer;
  expect(incident.facts).toMatchObject([
    { by: 'anna', fact: { kind: 'state', component: 'gw-1', figures: [expect.stringContaining('the limit is')] } },
    { by: 'bob', fact: { kind: 'link', url: 'https://status.example.com/7', title: 'The # exchange' } },
  ]);
  expect(JSON.stringify(incident)).not.toContain('All is well');
  const markdown = await (await fetch(`${address}?format=md`)).text();
  expect(markdown).toContain('| bob | The \\# exchange: https://status.example.com/7 |');
});

test('IN-41 what is no component and no safe link is not attached', async () => {
  const test = await desk();
  for (const [body, status] of [
    [{}, 400],
    [{ component: 'gw-9' }, 404],
    [{ url: 'http://status.example.com', title: 'x' }, 400],
    [{ url: 'javascript:alert(1)', title: 'x' }, 400],
    [{ url: 'https://anna:secret@example.com/', title: 'x' }, 400],
    [{ url: 'https://example.com/' }, 400],
  ] as const)
    expect([body, (await say(test, 'attach', { key: key(), ...body })).status]).toEqual([body, status]);
  expect((await say(test, 'attach', { key: key(), component: 'gw-1' }, 'viewer')).status).toBe(403);
  expect(await history.waitingCommands(10)).toEqual([]);
});

test('IN-42 what was like it before is told with why and with what ended it', async () => {
  const test = await desk();
  const source = { kind: 'watch', group: 'g', root: { kind: 'component', id: 'gw-1' } } as const;
  const log = [{ revision: 1, at: 1, by: 'bob', what: 'fixed', text: 'Restarted it' } as const];
  const closed = { reason: 'acted', by: 'bob', text: 'Done' } as const;
  const past = { id: 'past', number: 1000, source, members: ['gw-1'], state: 'closed', closed, log } as const;
  const turn = await test.engine.commit({
    incidents: [incidentOf({ ...past, members: [...past.members], log: [...log] })],
  });
  await history.appendTurns([turn]);
  const address = `${test.url}/api/v1/incidents/${encodeURIComponent(test.incident)}/similar`;
  const { similar } = (await (await fetch(address)).json()) as SimilarAnswer;
  expect(similar[0]).toMatchObject({
    number: 1000,
    why: expect.arrayContaining(['the same cause: component gw-1', 'the same components']),
    closed,
    helped: { by: 'bob', what: 'fixed', text: 'Restarted it' },
  });
  expect((await fetch(`${test.url}/api/v1/incidents/nothing/similar`)).status).toBe(404);
});

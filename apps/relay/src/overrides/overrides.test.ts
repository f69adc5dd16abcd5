import { errorAnswerSchema, type CalendarOverride } from '@yagura/contract';
import { calendarOf, inventoryOf } from '@yagura/testkit';
import { afterEach, expect, test } from 'vitest';
import { layoutOf } from '../test-support/desk.ts';
import { knownPeople } from '../test-support/people.ts';
import { historyWith, startDesk, until, type Desk } from '../test-support/relay.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

const noHistory = () => Promise.resolve([]);

const { people, admit } = knownPeople();
const mei = admit('person', 'operator');

async function desk(): Promise<Desk> {
  const history = historyWith({ changesOf: noHistory, announcementsBetween: noHistory });
  const started = await startDesk(['a'], { history, people });
  endings.push(() => started.stop());
  await started.engineStreams.desk.putInventory(inventoryOf({ version: 'inv', calendars: [calendarOf()] }));
  await started.engine.layout(layoutOf('inv-1', ['a']));
  await until(async () => {
    const answer = await fetch(`${started.url}/api/v1/components/a/explain`);
    return ((await answer.json()) as { rules: unknown }).rules !== null;
  });
  return started;
}

const longer = { calendar: 'TEST', date: '2026-03-04', close: '17:00', reason: 'The venue traded on.' };

function say({ url }: Desk, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const type = { 'content-type': 'application/json', authorization: `Bearer ${mei}` };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${url}/api/v1/overrides`, { method: 'POST', headers: { ...type, ...headers }, body: text });
}

async function recorded({ engineStreams }: Desk): Promise<CalendarOverride[]> {
  const { evidence } = engineStreams;
  const { inputs } = await evidence.read(await evidence.start(), { limit: 100, blockMs: 0 });
  return inputs.flatMap((input) => (input.type === 'override' ? [input.override] : []));
}

test('EX-9 an override with its reason is recorded for the engine under the name of who is signed in', async () => {
  const test = await desk();
  const answer = await say(test, longer);
  expect([answer.status, await answer.json()]).toEqual([202, { recorded: true }]);
  expect((await say(test, { ...longer, close: undefined, closed: true }, { origin: test.url })).status).toBe(202);
  expect((await say(test, { ...longer, author: 'Somebody else' })).status).toBe(202);
  expect((await recorded(test)).map(({ author, close, closed }) => [author, close, closed])).toEqual([
    ['Mei (mei)', '17:00', undefined],
    ['Mei (mei)', undefined, true],
    ['Mei (mei)', '17:00', undefined],
  ]);
});

test('EX-9 what cannot be meant is refused by name, with what to do, and nothing is recorded', async () => {
  const test = await desk();
  const refused: [unknown, number, RegExp][] = [
    [{ ...longer, reason: undefined }, 400, /reason/],
    [{ ...longer, close: '25:00' }, 400, /close/],
    [{ ...longer, close: undefined }, 400, /must say/],
    [{ ...longer, calendar: 'TETS' }, 404, /no calendar TETS/],
    [{ ...longer, date: '2030-01-01' }, 422, /outside of what TEST covers/],
    [{ ...longer, close: '07:00' }, 422, /close before it opens/],
    ['{"calendar"', 400, /not the JSON/],
    [{ ...longer, reason: 'x'.repeat(5000) }, 413, /not the JSON/],
  ];
  for (const [body, status, error] of refused) {
    const answer = await say(test, body);
    expect(answer.status, String(error)).toBe(status);
    const told = errorAnswerSchema.parse(await answer.json());
    expect(told.error).toMatch(error);
    expect(told.remedy).not.toBe('');
  }
  expect(await recorded(test)).toEqual([]);
});

test('EX-9 another site may not say it, nor a form, nor who is not signed in', async () => {
  const test = await desk();
  expect((await say(test, longer, { authorization: '' })).status).toBe(401);
  expect((await say(test, longer, { authorization: `Bearer ${admit('person', 'viewer')}` })).status).toBe(403);
  expect((await say(test, longer, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await say(test, longer, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await say(test, longer, { 'content-type': 'text/plain' })).status).toBe(415);
  expect(await recorded(test)).toEqual([]);
});

test('EX-9 while Redis is away nothing is recorded, and that is said', async () => {
  const test = await desk();
  test.streams.away = true;
  const answer = await say(test, longer);
  expect(answer.status).toBe(503);
  expect(errorAnswerSchema.parse(await answer.json()).error).toMatch(/nothing was recorded/);
});

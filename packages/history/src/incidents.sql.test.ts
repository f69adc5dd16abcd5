import { randomBytes } from 'node:crypto';
import type { CalendarOverride, Incident, Outcome, Turn } from '@yagura/contract';
import { incidentOf, muteOf } from '@yagura/testkit';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory, type History } from './open-history.ts';

const databaseUrl = process.env['DATABASE_URL'];
if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: run npm test, which starts a Postgres');
const schema = `test_${randomBytes(6).toString('hex')}`;
const admin = new Client({ connectionString: databaseUrl });
let history: History;

beforeAll(async () => {
  await admin.connect();
  history = openHistory(databaseUrl, { schema });
  await history.migrate();
});

afterAll(async () => {
  await history.close();
  await admin.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await admin.end();
});

const command = {
  id: 'command-1',
  person: 'anna',
  does: { kind: 'act', incident: 'component:a@1', expected: 1, action: { verb: 'take' } },
} as const;

function incidentAt(number: number, revision: number, state: Incident['state'] = 'open'): Incident {
  const log = Array.from({ length: revision }, (_, index) => ({
    revision: index + 1,
    at: 10 + index,
    by: index === 0 ? null : 'anna',
    what: index === 0 ? ('opened' as const) : ('noted' as const),
    text: `line ${index + 1}`,
  }));
  return incidentOf({ id: `component:a@${number}`, number, revision, state, log });
}

function turnOf(turn: number, rest: Partial<Turn>): Turn {
  const nowhere = { beats: '0-0', inputs: '0-0' };
  const about = { epoch: 1, shard: '0', turn, fence: 1, now: turn * 10, shown: turn * 10, from: nowhere, to: nowhere };
  return { ...about, changes: [], statuses: [], news: {}, ...rest };
}

test('HI-30 an incident is stored whole, its newest revision stands, and each line of its log is stored once', async () => {
  const newer = turnOf(2, { incidents: [incidentAt(1, 3, 'closed')] });
  const older = turnOf(1, { incidents: [incidentAt(1, 1), incidentAt(2, 1)] });
  for (const turn of [older, newer, older]) await history.appendTurns([turn]);
  expect(await history.incident('component:a@1')).toEqual(incidentAt(1, 3, 'closed'));
  expect(await history.incidentLog('component:a@1')).toEqual(incidentAt(1, 3).log);
  const numbers = async (page: Parameters<History['incidents']>[0]) =>
    (await history.incidents(page)).map(({ number }) => number);
  expect(await numbers({ states: null, below: null, limit: 10 })).toEqual([2, 1]);
  expect(await numbers({ states: null, below: 2, limit: 10 })).toEqual([1]);
  expect(await numbers({ states: ['open', 'taken'], below: null, limit: 10 })).toEqual([2]);
  expect(await history.incident('2')).toEqual(incidentAt(2, 1));
  for (const name of ['nobody', '7', '']) expect(await history.incident(name)).toBeNull();
});

test('HI-31, HI-32 a command waits until its turn is stored, and what became of it is stored once, with its line of the audit', async () => {
  for (const askedAt of [1, 2]) await history.putCommand(command, askedAt);
  expect(await history.waitingCommands(10)).toEqual([command]);
  expect(await history.command('command-1')).toEqual({ command, outcome: null });
  const done: Outcome = {
    command: 'command-1',
    result: 'done',
    waiver: null,
    incident: 'component:a@1',
    revision: 2,
    text: 'taken',
    before: { owner: null, revision: 1 },
    after: { owner: 'anna', revision: 2 },
  };
  const another: Outcome = { ...done, result: 'refused', text: 'somebody else' };
  await history.appendTurns([turnOf(3, { outcomes: [done] })]);
  await history.appendTurns([turnOf(4, { outcomes: [another] })]);
  expect(await history.command('command-1')).toEqual({ command, outcome: done });
  expect(await history.waitingCommands(10)).toEqual([]);
  expect(await history.command('nobody-asked')).toBeNull();
  const { rows } = await admin.query(`SELECT at, who, action, target, before, after FROM "${schema}".audit`);
  expect(rows).toEqual([
    {
      at: '30',
      who: command.person,
      action: 'incident-changed',
      target: 'component:a@1',
      before: { owner: null, revision: 1 },
      after: { result: 'done', text: 'taken', wanted: command.does, is: { owner: 'anna', revision: 2 } },
    },
  ]);
});

test('HI-32 a day that somebody overrode is a line of the audit, once', async () => {
  const override: CalendarOverride = {
    calendar: 'XLON',
    date: '2026-12-24',
    closed: true,
    author: 'Anna (anna)',
    reason: 'told by the exchange',
  };
  for (let again = 0; again < 2; again++) await history.appendTurns([turnOf(6, { overrides: [override] })]);
  const { rows } = await admin.query(
    `SELECT who, target, after FROM "${schema}".audit WHERE action = 'calendar-overridden'`,
  );
  expect(rows).toEqual([{ who: 'Anna (anna)', target: 'XLON', after: override }]);
});

test('HI-33 a mute or plan is stored whole, its newest revision stands, and a name that is used again is the newest', async () => {
  const ended = { at: 20, by: null, how: 'over' } as const;
  const over = muteOf({ revision: 2, ended });
  const again = muteOf({ number: 7, reason: 'known once more' });
  await history.appendTurns([turnOf(4, { waivers: [muteOf(), muteOf({ number: 3, id: 'mute-10003' })] })]);
  await history.appendTurns([turnOf(5, { waivers: [over, again] }), turnOf(4, { waivers: [muteOf()] })]);
  expect(await history.waivers({ standing: false, below: null, limit: 10 })).toMatchObject([
    { number: 7 },
    { number: 3 },
    { number: 1, revision: 2, ended },
  ]);
  expect(await history.waivers({ standing: true, below: 7, limit: 10 })).toMatchObject([{ number: 3 }]);
  expect(await history.waiver('mute-10001')).toEqual(again);
  expect(await history.waiver('mute-99999')).toBeNull();
});

test('HI-34 past incidents are found by cause, site, members or place told, those of the same cause first', async () => {
  const past = (number: number, over: Partial<Incident>) =>
    incidentOf({ id: `past@${number}`, number, revision: 1, state: 'closed', ...over });
  const rootOf = (id: string) => ({ kind: 'watch', group: 'g', root: { kind: 'component', id } }) as const;
  const told = { kind: 'person', what: 'Orders hang', where: 'Tokyo', toldBy: 'a client' } as const;
  const other = { source: rootOf('far'), members: ['far'] };
  const incidents = [
    past(101, { source: rootOf('gw-7'), members: ['gw-7'] }),
    past(102, { ...other, site: 'osl' }),
    past(103, { ...other, members: ['far', 'gw-8'] }),
    past(104, { ...other, site: 'nyc' }),
    past(105, { source: rootOf('gw-7'), members: ['gw-7'], state: 'open' }),
    past(106, { source: told, members: [] }),
    past(107, { source: rootOf('gw-7'), members: ['gw-7'], mergedInto: 'this' }),
  ];
  await history.appendTurns([turnOf(20, { incidents })]);
  const one = { id: 'this', number: 200, source: rootOf('gw-7'), site: 'osl', members: ['gw-7', 'gw-8'], opened: '' };
  const found = await history.incidentsLike(one);
  expect(found.map(({ number }) => number)).toEqual([101, 103, 102]);
  expect(found[0]).toEqual({
    id: 'past@101',
    number: 101,
    source: rootOf('gw-7'),
    site: null,
    members: ['gw-7'],
    opened: 'A is DOWN.',
  });
  const byPerson = { ...one, source: { ...told, where: 'TOKYO' }, site: null, members: [] };
  expect((await history.incidentsLike(byPerson)).map(({ number }) => number)).toEqual([106]);
});

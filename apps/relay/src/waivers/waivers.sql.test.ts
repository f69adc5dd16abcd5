import { randomBytes } from 'node:crypto';
import type { CommandAnswer, PlanPreview, WaiverAnswer, WaiversAnswer } from '@yagura/contract';
import { openHistory, type History } from '@yagura/history';
import { wholeDesk } from '@yagura/domain';
import { inventoryOf } from '@yagura/testkit';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startJudging } from '../test-support/judging.ts';
import { knownPeople } from '../test-support/people.ts';
import { startDesk } from '../test-support/relay.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const schema = `test_${randomBytes(6).toString('hex')}`;
const admin = new Client(databaseUrl);
let history: History;
const known = knownPeople();
const secrets = {
  anna: known.admit('person', 'operator', wholeDesk, 'anna'),
  lea: known.admit('person', 'lead', wholeDesk, 'lea'),
  viewer: known.admit('person', 'viewer', wholeDesk, 'viewer'),
  robot: known.admit('automation', 'lead'),
};
type Who = keyof typeof secrets;
const endings: (() => unknown)[] = [];
const ids = ['gw-1', 'gw-2'];
const hour = 3_600_000;

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
async function desk() {
  const started = await startDesk(ids, { history, people: known.people });
  endings.push(() => started.stop());
  const judging = await startJudging(started, history, inventoryOf({ components: ids }));
  const send = (path: string, body: object, who: Who) =>
    fetch(started.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secrets[who]}` },
      body: JSON.stringify(body),
    });
  return {
    url: started.url,
    send,
    /** What comes back at once, without an engine. */
    async ask<Answer>(path: string, body: object, who: Who = 'anna'): Promise<[number, Answer]> {
      const answer = await send(path, body, who);
      return [answer.status, (await answer.json()) as Answer];
    },
    async tell(path: string, body: object, who: Who = 'anna'): Promise<[number, CommandAnswer]> {
      const answer = await judging.answered(send(path, { key: randomBytes(8).toString('hex'), ...body }, who));
      return [answer.status, (await answer.json()) as CommandAnswer];
    },
    get: async <Answer>(path: string) => (await (await fetch(started.url + path)).json()) as Answer,
  };
}

function planned(more: object = {}) {
  const window = { from: Date.now() + hour, until: Date.now() + 2 * hour };
  return {
    title: 'Release 7',
    reason: 'new',
    choice: { components: ['gw-1'] },
    time: { kind: 'once', window },
    ...more,
  };
}

test('WV-40 a mute is done, listed, extended and ended; who comes second is told what the first did', async () => {
  const test = await desk();
  const until = Date.now() + hour;
  const [status, { waiver, revision }] = await test.tell('/api/v1/mutes', {
    components: ['gw-1'],
    reason: 'known',
    until,
  });
  expect(status).toBe(200);
  const { waivers } = await test.get<WaiversAnswer>('/api/v1/waivers');
  expect(waivers).toMatchObject([{ id: waiver, kind: 'mute', owner: 'anna', components: ['gw-1'] }]);
  const extend = { expected: revision, until: until + hour };
  expect((await test.tell(`/api/v1/waivers/${waiver}/extend`, extend, 'lea'))[1]).toMatchObject({ result: 'done' });
  expect(await test.tell(`/api/v1/waivers/${waiver}/end`, { expected: revision })).toMatchObject([
    409,
    { result: 'conflict', text: 'lea was first: extended' },
  ]);
  expect((await test.tell(`/api/v1/waivers/${waiver}/end`, {}))[1]).toMatchObject({ result: 'done', text: 'ended' });
  expect((await test.get<WaiversAnswer>('/api/v1/waivers')).waivers).toEqual([]);
  expect((await test.get<WaiversAnswer>('/api/v1/waivers?state=all')).waivers[0]).toMatchObject({
    ended: { by: 'anna' },
  });
});

test('WV-41 a plan is worked out before it is proposed, by choice and by the clocks of its zone', async () => {
  const test = await desk();
  const recurs = {
    zone: 'Europe/London',
    weekdays: [6],
    at: '22:00',
    lastsMs: hour,
    firstDate: '2027-03-20',
    lastDate: '2027-04-04',
  };
  const body = planned({ choice: { sites: ['ldn'] }, time: { kind: 'recurring', recurs } });
  const [status, worked] = await test.ask<PlanPreview>('/api/v1/plans/preview', body);
  expect(status).toBe(200);
  expect(worked.components).toEqual(ids);
  expect(worked.windows.map(({ from }) => new Date(from).toISOString())).toEqual([
    '2027-03-20T22:00:00.000Z',
    '2027-03-27T22:00:00.000Z',
    '2027-04-03T21:00:00.000Z',
  ]);
  const wrong = [
    [planned({ choice: { sites: ['lnd'] } }), 'choice.sites', 'Did you mean ldn?'],
    [planned({ choice: {} }), 'nothing is chosen', 'Give components'],
    [
      planned({ time: { kind: 'recurring', recurs: { ...recurs, zone: 'Europe/Lundon' } } }),
      'Europe/Lundon',
      'Europe/London',
    ],
  ] as const;
  for (const [said, error, remedy] of wrong) {
    const [refused, answer] = await test.ask<{ error: string; remedy: string }>('/api/v1/plans/preview', said);
    expect([refused, answer.error, answer.remedy]).toEqual([
      422,
      expect.stringContaining(error),
      expect.stringContaining(remedy),
    ]);
  }
});

test('WV-40, WV-42 what the approver was shown must be what conflicts now; only a lead approves, and gives more time; all of it is in the feed', async () => {
  const test = await desk();
  const [, { waiver: first }] = await test.tell('/api/v1/plans', planned());
  const [, { waiver: second }] = await test.tell('/api/v1/plans', planned({ title: 'Firmware' }));
  const { facts } = await test.get<WaiverAnswer>(`/api/v1/waivers/${first}`);
  expect(facts?.conflicts).toEqual([`${second}, Firmware, covers gw-1 at the same time.`]);
  const address = `/api/v1/waivers/${first}/approve`;
  const approve = { key: randomBytes(8).toString('hex'), conflicts: facts?.conflicts };
  expect((await test.ask(address, approve))[0]).toBe(403);
  expect((await test.ask(address, { ...approve, conflicts: undefined }, 'lea'))[0]).toBe(400);
  expect(await test.ask(address, { ...approve, conflicts: [] }, 'lea')).toMatchObject([409, { result: 'conflict' }]);
  expect(await test.tell(address, approve, 'lea')).toMatchObject([200, { text: 'approved' }]);
  const longer = { key: randomBytes(8).toString('hex'), until: Date.now() + 5 * hour };
  expect((await test.ask(`/api/v1/waivers/${first}/extend`, longer))[0]).toBe(403);
  expect(
    (await test.ask('/api/v1/mutes', { key: 'a-key-of-8', components: ['gw-1'], reason: 'x', until: 1 }, 'robot'))[0],
  ).toBe(403);
});

test('WV-40 an incident is muted by its own address, of which the body says nothing else', async () => {
  const test = await desk();
  const mute = { reason: 'known', until: Date.now() + hour };
  const [status, answer] = await test.tell('/api/v1/incidents/nobody/mute', mute);
  expect([status, answer.text]).toEqual([422, 'nothing that is watched belongs to it now']);
  const both = await test.ask('/api/v1/incidents/nobody/mute', { key: 'a-key-of-8', components: ['gw-1'], ...mute });
  expect(both[0]).toBe(400);
  expect((await test.ask('/api/v1/incidents/nobody/mute', { key: 'a-key-of-8', ...mute }, 'viewer'))[0]).toBe(403);
});

test('WV-40 sent again under its key a plan is answered as it was, whatever the desk is by then', async () => {
  const test = await desk();
  const window = { from: Date.now() + hour, until: Date.now() + 2 * hour };
  const plan = { key: 'plan-key-1', title: 'New firmware', reason: 'CHG-1', time: { kind: 'once', window } };
  const first = await test.tell('/api/v1/plans', { ...plan, choice: { components: ['gw-1'] } });
  expect(first[0]).toBe(200);
  const left = { ...plan, choice: { components: ['gw-1', 'has-left-the-desk'] } };
  expect(await test.ask('/api/v1/plans', left)).toEqual(first);
  expect((await test.ask('/api/v1/plans', left, 'lea'))[0]).toBe(422);
});

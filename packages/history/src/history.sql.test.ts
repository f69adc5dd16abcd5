import type { Announcement, Change, Status, Turn } from '@yagura/contract';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openHistory, type History } from './index.ts';
import { MigrationError } from './migrate.ts';
import { migrations } from './migrations.ts';

const url = process.env['DATABASE_URL'] ?? '';
const run = Date.now().toString(36);
let schemas = 0;
const opened: History[] = [];
const admin = new Client(url);

beforeAll(() => admin.connect());
afterEach(() => Promise.all(opened.splice(0).map((history) => history.close())));
afterAll(async () => {
  for (let n = 1; n <= schemas; n += 1) await admin.query(`DROP SCHEMA IF EXISTS "test_${run}_${n}" CASCADE`);
  await admin.end();
});

function open(schema: string): History {
  const history = openHistory(url, { schema });
  opened.push(history);
  return history;
}

async function fresh(): Promise<{ history: History; schema: string }> {
  const schema = `test_${run}_${(schemas += 1)}`;
  const history = open(schema);
  await history.migrate();
  return { history, schema };
}

function statusSince(since: number): Status {
  const reasons: Status['reasons'] = [{ code: 'silent', lastBeatAt: since, limitMs: 3000 }];
  return { health: 'down', condition: 'down', expectation: 'expected', since, reasons, nextAt: null, flags: [] };
}

function changeOf(epoch: number, turn: number, n: number, component: string, extra: Partial<Change> = {}): Change {
  return {
    id: `${epoch}.${turn}.${n}`,
    component,
    at: turn * 10,
    shown: turn * 10 + 5,
    revision: turn,
    from: 'ok',
    to: 'down',
    condition: 'down',
    reasons: [{ code: 'silent', lastBeatAt: turn * 10, limitMs: 3000 }],
    late: false,
    ...extra,
  };
}

function turnOf(number: number, components: readonly string[], extra: Partial<Turn> = {}): Turn {
  const epoch = extra.epoch ?? 1;
  const positions = { beats: '0-0', inputs: '0-0' };
  return {
    epoch,
    shard: 'desk',
    turn: number,
    fence: 1,
    now: number * 10,
    shown: number * 10 + 5,
    from: positions,
    to: positions,
    changes: components.map((component, n) => changeOf(epoch, number, n, component)),
    statuses: components.map((id) => ({ id, status: statusSince(number) })),
    news: {},
    ...extra,
  };
}

const all = [0, 8_000_000_000_000, 10_000] as const;

describe('writing', () => {
  test('HI-12 announcements told again are stored once, and a group with its first', async () => {
    const { history, schema } = await fresh();
    const root = { kind: 'component', id: 'a' } as const;
    const about = { at: 10, group: 'a@1', root, priority: 1, text: 'A DOWN.', why: 'First of its scope.' } as const;
    const opened: Announcement = { ...about, id: '1.1.0', kind: 'opened', pages: true };
    const relapse: Announcement = { ...about, id: '1.2.0', at: 20, kind: 'relapse', pages: false };
    const turns = [turnOf(1, [], { announcements: [opened] }), turnOf(2, [], { announcements: [relapse] })];
    for (let n = 0; n < 2; n += 1) await history.appendTurns(turns);
    expect(await history.announcementsBetween(...all)).toEqual([opened, relapse]);
    expect(await history.announcementsBetween(0, 15, 10)).toEqual([opened]);
    const { rows } = await admin.query(`SELECT id, opened_at FROM "${schema}".groups`);
    expect(rows).toEqual([{ id: 'a@1', opened_at: '10' }]);
  });

  test('HI-3 the same turns told again store nothing twice', async () => {
    const { history, schema } = await fresh();
    expect(await history.position()).toBeNull();
    const blind = { from: 1, to: 2, cause: 'engine-away' } as const;
    const turns = [turnOf(1, ['a', 'b']), turnOf(2, ['a'], { blind })];
    for (let time = 0; time < 3; time += 1) {
      const answer = await history.appendTurns(turns);
      expect(answer).toEqual({ outcome: 'stored', upTo: { fence: 1, epoch: 1, turn: 2 } });
    }
    expect(await history.changesOf('a', ...all)).toEqual(turns.map((turn) => turn.changes[0]));
    expect(await history.changesOf('b', ...all)).toHaveLength(1);
    expect((await admin.query(`SELECT began, ended, cause FROM "${schema}".blind_time`)).rows).toEqual([
      { began: '1', ended: '2', cause: 'engine-away' },
    ]);
    expect(await history.position()).toEqual({ fence: 1, epoch: 1, turn: 2 });
  });

  test('HI-4 a writer with an older fence stores nothing and is told so', async () => {
    const { history } = await fresh();
    await history.appendTurns([turnOf(1, ['a'], { fence: 7 })]);
    const refused = await history.appendTurns([turnOf(2, ['a', 'b'], { fence: 6 })]);
    expect(refused).toEqual({ outcome: 'fenced', upTo: { fence: 7, epoch: 1, turn: 1 } });
    expect(await history.changesOf('a', ...all)).toHaveLength(1);
    expect([...(await history.latestStatuses()).keys()]).toEqual(['a']);
  });

  test('HI-4 a new leader may tell what its predecessor committed', async () => {
    const { history } = await fresh();
    await history.appendTurns([turnOf(1, ['a'], { fence: 7 })]);
    expect((await history.appendTurns([turnOf(2, ['a'], { fence: 7 })], 9)).outcome).toBe('stored');
    expect((await history.position())?.fence).toBe(9);
    expect((await history.appendTurns([turnOf(3, ['a'], { fence: 7 })])).outcome).toBe('fenced');
  });

  test('HI-3, HI-4 two writers at once: each change once, and the older fence never wins', async () => {
    const { history, schema } = await fresh();
    const other = open(schema);
    const turns = Array.from({ length: 30 }, (_, index) => turnOf(index + 1, ['a', 'b', 'c']));
    const tell = async (writer: History, fence: number) => {
      for (const turn of turns) await writer.appendTurns([turn], fence);
    };
    await Promise.all([tell(history, 3), tell(other, 4)]);
    expect(await history.changesOf('a', ...all)).toEqual(turns.map((turn) => turn.changes[0]));
    expect(await history.position()).toEqual({ fence: 4, epoch: 1, turn: 30 });
  });

  test('HI-6 the newest status of each component is kept, and one that left the desk stays away', async () => {
    const { history } = await fresh();
    const left = turnOf(3, [], { changes: [changeOf(1, 3, 0, 'b', { to: null })] });
    const turns = [turnOf(1, ['a', 'b']), turnOf(2, ['a']), left];
    await history.appendTurns(turns);
    await history.appendTurns(turns.slice(0, 1));
    expect(await history.latestStatuses()).toEqual(new Map([['a', statusSince(2)]]));
    await history.appendTurns([turnOf(4, ['b'], { epoch: 2 })]);
    expect(await history.latestStatuses()).toEqual(
      new Map([
        ['a', statusSince(2)],
        ['b', statusSince(4)],
      ]),
    );
    expect(await history.position()).toEqual({ fence: 1, epoch: 2, turn: 4 });
  });

  test('HI-2 a message with bytes that jsonb refuses does not stop the history', async () => {
    const { history } = await fresh();
    const reasons: Change['reasons'] = [{ code: 'says', status: 'down', message: "it's \0 \ud800 \\u0000 $1 🗼" }];
    await history.appendTurns([turnOf(1, [], { changes: [changeOf(1, 1, 0, 'a', { reasons })] })]);
    const [stored] = await history.changesOf('a', ...all);
    expect(stored?.reasons).toEqual([{ code: 'says', status: 'down', message: "it's \ufffd \ufffd \\u0000 $1 🗼" }]);
  });

  test('HI-5 a turn larger than a statement is stored whole', async () => {
    const { history } = await fresh();
    const names = Array.from({ length: 3500 }, (_, n) => `c${n}`);
    await history.appendTurns([turnOf(1, names)]);
    expect((await history.latestStatuses()).size).toBe(3500);
    expect(await history.changesOf('c3499', ...all)).toHaveLength(1);
  });

  test('HI-3, HI-7 any split, repeat and crash stores each change exactly once and never moves the position back', async () => {
    const { history } = await fresh();
    const truth: Turn[] = [];
    let next = 1;
    const batch = fc.record({ grow: fc.integer({ min: 0, max: 4 }), back: fc.integer({ min: 0, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 5 }), async (batches) => {
        for (const { grow, back } of batches) {
          for (let n = 0; n < grow; n += 1) {
            truth.push(turnOf(next, ['p', ...(next % 3 === 0 ? ['q', 'r'] : [])]));
            next += 1;
          }
          const before = (await history.position())?.turn ?? 0;
          const told = truth.slice(Math.max(0, Math.min(before, truth.length) - back));
          const writer = open(`test_${run}_${schemas}`);
          await writer.appendTurns(told);
          await writer.close();
          expect((await history.position())?.turn ?? 0).toBeGreaterThanOrEqual(before);
        }
        const ids = (await history.changesOf('p', ...all)).map((change) => change.id);
        expect(ids).toEqual(truth.map((turn) => turn.changes[0]?.id));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('asking', () => {
  test('HI-20 minutes of metrics are stored once, answered by span, and forgotten in pieces', async () => {
    const { history } = await fresh();
    const minutes = [0, 1, 2].map((n): [string, string, number, number] => ['gw-1', 'orders', n * 60_000, n + 0.5]);
    for (const turn of [1, 1, 2]) await history.appendTurns([turnOf(turn, [], { minutes })]);
    expect(await history.minutesOf('gw-1', 'orders', 60_000, 120_000)).toEqual([{ minute: 60_000, mean: 1.5 }]);
    expect(await history.minutesOf('gw-1', 'orders', 0, 180_000)).toHaveLength(3);
    expect(await history.trimMinutes(120_000)).toBe(false);
    expect(await history.minutesOf('gw-1', 'orders', 0, 180_000)).toEqual([{ minute: 120_000, mean: 2.5 }]);
  });

  test('HI-21 the newest ten days of learning are kept, and a version once', async () => {
    const { history } = await fresh();
    expect(await history.newestLearned()).toBeNull();
    const learnedOf = (number: number) => ({
      version: `v${number}`,
      day: `2026-11-${number}`,
      limits: { 'gw-1': 4000 },
      baselines: [{ component: 'gw-1', metric: 'orders', from: 0, medians: [1, null], spreads: [0, null] }],
    });
    for (const number of [22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 22]) await history.putLearned(learnedOf(number));
    expect(await history.newestLearned()).toEqual(learnedOf(22));
  });

  test('HI-22 of each day the last override is answered, in the order in which they were said', async () => {
    const { history } = await fresh();
    const said = (date: string, reason: string) => ({ calendar: 'XLON', date, closed: true, author: 'Mei', reason });
    const [first, again, other, old] = [
      said('2026-11-25', 'a'),
      said('2026-11-25', 'b'),
      said('2026-11-26', 'c'),
      said('2026-11-01', 'd'),
    ];
    await history.appendTurns([
      turnOf(1, [], { overrides: [first, other, old] }),
      turnOf(2, [], { overrides: [again] }),
    ]);
    await history.appendTurns([turnOf(1, [], { overrides: [first, other, old] })]);
    expect(await history.overridesFrom('2026-11-20')).toEqual([other, again]);
  });

  test('HI-8 an answer is bounded to the newest, oldest first, within the span asked for', async () => {
    const { history } = await fresh();
    await history.appendTurns(Array.from({ length: 20 }, (_, index) => turnOf(index + 1, ['a'])));
    const revisions = async (from: number, to: number, limit: number) =>
      (await history.changesOf('a', from, to, limit)).map((change) => change.revision);
    expect(await revisions(0, 1000, 3)).toEqual([18, 19, 20]);
    expect(await revisions(50, 70, 10)).toEqual([5, 6, 7]);
    expect(await revisions(500, 1000, 10)).toEqual([]);
    expect(await history.changesOf("'; DROP TABLE change; --", ...all)).toEqual([]);
  });
});

describe('migrations', () => {
  test('HI-10 several processes that migrate at once apply each step once', async () => {
    const schema = `test_${run}_${(schemas += 1)}`;
    const applied = await Promise.all(Array.from({ length: 4 }, () => open(schema).migrate()));
    expect(applied.reduce((sum, count) => sum + count, 0)).toBe(migrations.length);
    expect(await open(schema).migrate()).toBe(0);
    expect((await admin.query(`SELECT number, fence FROM "${schema}".migration`)).rows).toHaveLength(migrations.length);
  });

  test('HI-10, WI-120 a screen that was set up before rooms had clocks is kept, with that of the desk', async () => {
    const { history, schema } = await fresh();
    const old = { name: 'Left wall', room: 'Floor', view: null, theme: 'dark', quietHours: null };
    await admin.query(`DELETE FROM "${schema}".migration WHERE number = 10`);
    await admin.query(
      `INSERT INTO "${schema}".tokens VALUES ('w1', 'hash', 'screen', 'Left wall', 'view', '{"sites":"all","owners":"all"}', 'anna', 1000)`,
    );
    const settings = JSON.stringify({ ...old, diagonalInches: 75, distanceMetres: 5 });
    await admin.query(`INSERT INTO "${schema}".screens VALUES ('w1', '${settings}')`);
    expect(await history.migrate()).toBe(1);
    expect(await history.people.screens()).toMatchObject([{ id: 'w1', settings: { ...old, timeZone: null } }]);
  });

  test('HI-11 a schema of a newer build, or one whose step was edited, is refused', async () => {
    const { history, schema } = await fresh();
    await admin.query(`UPDATE "${schema}".migration SET hash = 'edited'`);
    await expect(history.migrate()).rejects.toThrow(MigrationError);
    await admin.query(`UPDATE "${schema}".migration SET number = 998 + number`);
    await expect(history.migrate()).rejects.toThrow(/newer Yagura/);
  });
});

import type { IncidentBrief } from '@yagura/contract';
import { incidentOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { listed, type Listed } from './listed.ts';
import { lastedWords, ownerWords, stateWords } from './row-words.ts';
import { chosenAfter, rowsOf } from './rows.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const second = noon / 1000;

function row(number: number, over: Partial<Listed> = {}): Listed {
  return { ...listed(incidentOf({ id: `i${number}`, number })), occurred: noon - number * 1000, ...over };
}

const recordsOf = (...rows: Listed[]) => new Map(rows.map((each) => [each.id, each]));
const all = { states: 'all', text: '' } as const;
const numbers = (rows: readonly Listed[]) => rows.map(({ number }) => number);

test('WI-42 what is not closed comes first, the worst and oldest of it; what is closed comes newest first', () => {
  const records = recordsOf(
    row(1, { state: 'closed', priority: 1 }),
    row(2, { priority: 2 }),
    row(3, { priority: 1 }),
    row(4, { priority: 1, state: 'fixed' }),
    row(5, { state: 'closed', priority: 3 }),
  );
  expect(numbers(rowsOf({ records, briefs: [] }, all))).toEqual([4, 3, 2, 5, 1]);
  expect(numbers(rowsOf({ records, briefs: [] }, { ...all, states: 'open' }))).toEqual([4, 3, 2]);
  expect(numbers(rowsOf({ records, briefs: [] }, { ...all, states: 'closed' }))).toEqual([5, 1]);
});

test('WI-42 text finds by title, number and member, each of its words somewhere', () => {
  const records = recordsOf(
    row(7, { title: 'LSE gateway 1', members: ['gw-ldn-1'] }),
    row(17, { title: 'Site New York', members: ['gw-nyc-7', 'md-nyc-1'] }),
  );
  const found = (text: string) => numbers(rowsOf({ records, briefs: [] }, { ...all, text }));
  expect([found('7'), found('#17'), found('GATEWAY lse'), found('md-nyc'), found('gateway york'), found('')]).toEqual([
    [17, 7],
    [17],
    [7],
    [17],
    [],
    [17, 7],
  ]);
});

test('WI-42 what a frame tells goes before what was asked for, and what was asked for adds what a frame leaves out', () => {
  const records = recordsOf(row(1, { revision: 3, site: 'ldn' }), row(2, { revision: 9, state: 'workaround' }));
  const owner = { person: 'bob', since: noon, until: noon + 60_000 };
  const words = { title: 'new', muted: false, occurrence: 1, calledAt: null, dueAt: null } as const;
  const brief = (number: number, revision: number): IncidentBrief => ({
    ...words,
    id: `i${number}`,
    number,
    revision,
    state: 'taken',
    priority: 1,
    owner,
    occurred: noon,
  });
  const rows = rowsOf({ records, briefs: [brief(1, 4), brief(2, 8), brief(3, 1)] }, all);
  expect(rows.find(({ number }) => number === 1)).toMatchObject({ state: 'taken', site: 'ldn', owner });
  expect(rows.find(({ number }) => number === 2)).toMatchObject({ state: 'workaround' });
  expect(rows.find(({ number }) => number === 3)).toMatchObject({ state: 'taken', site: null });
});

test('WI-42 a row says in words where it stands, who has it for how long, since when and for how long', () => {
  const owner = { person: 'bob', since: noon, until: noon + 23 * 60_000 };
  expect(ownerWords({ state: 'taken', owner, dueAt: noon - 1 }, second)).toEqual({
    text: 'bob, 23 min left',
    late: true,
  });
  expect(ownerWords({ state: 'open', owner: null, dueAt: noon + 180_000 }, second).text).toBe('take by 12:03');
  expect(ownerWords({ state: 'open', owner: null, dueAt: noon }, second).text).toBe('not taken, due 12:00');
  expect(ownerWords({ state: 'closed', owner: null, dueAt: null }, second).text).toBe('');
  expect(lastedWords({ occurred: noon - 90_000, over: null }, second)).toBe('11:58 · 90 s');
  expect(lastedWords({ occurred: noon - 86_400_000, over: noon - 86_000_000 }, second)).toBe(
    '2026-03-01 12:00 · 6 min',
  );
  expect(stateWords({ state: 'closed', closed: 'self-cleared' })).toBe('closed: self cleared');
  expect(stateWords({ state: 'fixed', closed: null })).toBe('fixed, to be closed');
});

test('WI-43 keys go from row to row and stop at both ends, wherever rows moved to meanwhile', () => {
  const rows = [row(1), row(2), row(3)];
  expect(chosenAfter(rows, null, 1)).toBe('i1');
  expect(chosenAfter(rows, 'i1', 1)).toBe('i2');
  expect(chosenAfter(rows.toReversed(), 'i1', 1)).toBe('i1');
  expect(chosenAfter(rows, 'i1', -1)).toBe('i1');
  expect(chosenAfter(rows, 'gone', 1)).toBe('i1');
  expect(chosenAfter([], null, 1)).toBeNull();
});

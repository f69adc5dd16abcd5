import type { AuditAnswer, AuditEntry, Token } from '@yagura/contract';
import { expect, test } from 'vitest';
import type { AdminApi, Answered } from './admin-api.ts';
import { startAdmin } from './start-admin.ts';

const begins = Date.UTC(2026, 2, 2);
const token: Token = {
  id: 't1',
  kind: 'screen',
  name: 'Wall 1',
  role: 'viewer',
  scope: { sites: 'all', owners: 'all' },
  madeBy: 'boss',
  madeAt: begins,
};
const line = (n: number): AuditEntry => ({
  n,
  at: begins + n,
  who: 'boss',
  action: 'token-made',
  target: 't1',
  before: null,
  after: null,
  address: null,
});
const lines = (numbers: readonly number[], truncated = false): Answered<AuditAnswer> => ({
  answer: { from: begins, to: begins, entries: numbers.map(line), truncated },
});

const away = { problem: 'The relay does not answer.' };
const nobody: AdminApi = {
  people: () => Promise.resolve(away),
  makePerson: () => Promise.resolve(away.problem),
  changePerson: () => Promise.resolve(away.problem),
  sessions: () => Promise.resolve(away),
  endSession: () => Promise.resolve(away.problem),
  tokens: () => Promise.resolve(away),
  makeToken: () => Promise.resolve(away),
  endToken: () => Promise.resolve(away.problem),
  audit: () => Promise.resolve(away),
};

test('WI-66 while nobody answers the page says so, keeps what it has, and what was written stays', async () => {
  let answered: Answered<readonly Token[]> = { answer: [token] };
  const admin = startAdmin({ ...nobody, tokens: () => Promise.resolve(answered) }, '2026-03-02');
  await admin.refresh('tokens');
  admin.choose('t1');
  admin.write({ what: 'end', about: 't1' });
  answered = away;
  await admin.attempt('tokens', 'Done.', () => Promise.resolve(away.problem));
  expect(admin.state.getState()).toMatchObject({
    tokens: [token],
    away: away.problem,
    said: { text: away.problem, isProblem: true },
    writing: { what: 'end', about: 't1' },
  });
  answered = { answer: [] };
  await admin.refresh('tokens');
  expect(admin.state.getState()).toMatchObject({ tokens: [], away: null, writing: null, chosen: null });
});

test('WI-66 what is wanted twice at once is done once', async () => {
  const admin = startAdmin(nobody, '2026-03-02');
  let done = 0;
  const run = () => Promise.resolve(String((done += 1)));
  await Promise.all([admin.attempt('people', 'Done.', run), admin.attempt('people', 'Done.', run)]);
  expect(done).toBe(1);
});

test('WI-65, WI-66 older lines join those that are there, and a day that was turned away from is dropped', async () => {
  const asked: { readonly to: number; readonly answer: (told: Answered<AuditAnswer>) => void }[] = [];
  const audit = (_: number, to: number) =>
    new Promise<Answered<AuditAnswer>>((resolve) => asked.push({ to, answer: resolve }));
  const admin = startAdmin({ ...nobody, audit }, '2026-03-02');
  const numbers = () => admin.state.getState().audit?.map(({ n }) => n);
  const answer = async (run: Promise<void>, told: Answered<AuditAnswer>) => {
    asked.at(-1)?.answer(told);
    await run;
  };
  await answer(admin.refresh('audit'), lines([3, 4], true));
  expect([numbers(), admin.state.getState().older]).toEqual([[4, 3], true]);
  await answer(admin.olderLines(), lines([1, 2, 3]));
  expect(asked.at(-1)?.to).toBe(begins + 3);
  expect([numbers(), admin.state.getState().older]).toEqual([[4, 3, 2, 1], false]);
  await answer(admin.refresh('audit'), lines([4, 5], true));
  expect([numbers(), admin.state.getState().older]).toEqual([[5, 4, 3, 2, 1], false]);
  const late = admin.refresh('audit');
  const other = admin.showDay('2026-03-01');
  asked.at(-2)?.answer(lines([6]));
  await late;
  expect(numbers()).toBeUndefined();
  await answer(other, lines([]));
  expect(numbers()).toEqual([]);
});

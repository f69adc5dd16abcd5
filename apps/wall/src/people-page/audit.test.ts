import type { AuditEntry } from '@yagura/contract';
import { expect, test } from 'vitest';
import { beginningOf, dayBeside, dayOf } from './audit-day.ts';
import { choicesIn, linesLike, merged, noFilter, piecesOf } from './audit-lines.ts';

const at = Date.UTC(2026, 2, 2, 9);
const entry = (n: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  n,
  at: at + n,
  who: 'boss',
  action: 'account-changed',
  target: 'kim',
  before: null,
  after: null,
  address: '127.0.0.1',
  ...over,
});
const whole = { sites: 'all', owners: 'all' };

const pieces = (over: Partial<AuditEntry>) => piecesOf(entry(1, over));

test('WI-65 a line tells only what became other, in small pieces, what says most first', () => {
  const before = { pin: true, person: 'kim', role: 'operator', scope: whole, active: true };
  const after = { ...before, role: 'lead', scope: { sites: ['ldn', 'nyc'], owners: 'all' }, pin: false };
  expect(pieces({ before, after: { ...after, changed: { password: false, pin: true } } })).toEqual([
    'role operator → lead',
    'scope the whole desk → ldn, nyc',
    'pin yes → no',
    'pin itself changed',
  ]);
  expect(pieces({ target: 't1', after: { id: 't1', madeAt: at, kind: 'screen', name: 'Wall 1' } })).toEqual([
    'name Wall 1',
    'kind screen',
    'made at 2026-03-02 09:00:00 UTC',
  ]);
  expect(pieces({ before: { person: 'kim', device: 'Mozilla/5.0 Firefox/140.0' } })).toEqual(['device was Firefox']);
  expect(pieces({ before: { name: 'kim' }, after: { name: 'Kim' } })).toEqual(['name kim → Kim']);
  expect(pieces({})).toEqual([]);
});

test('WI-65 what the desk did by a command begins with its sentence', () => {
  const after = { result: 'done', text: 'taken', wanted: { kind: 'act' }, is: { state: 'taken', log: [{ n: 1 }] } };
  expect(pieces({ before: { state: 'open' }, after })).toEqual(['taken', 'state open → taken', 'log 1 n 1']);
  const refused = { result: 'refused', text: 'somebody has it', wanted: { verb: 'take' }, is: null };
  expect(pieces({ after: refused })).toEqual(['somebody has it', 'verb take']);
});

test('WI-65 lines come newest first, each once, and are narrowed by who, what and of whom', () => {
  const lines = merged(
    [entry(2, { target: 'Kim-2' }), entry(1, { who: null, action: 'sign-in-failed' })],
    [entry(3, { who: 'token:t1', target: null }), entry(2, { target: 'Kim-2' })],
  );
  expect(lines.map(({ n }) => n)).toEqual([3, 2, 1]);
  expect(choicesIn(lines)).toEqual({
    whos: ['boss', 'nobody known', 'token t1'],
    actions: ['account-changed', 'sign-in-failed'],
  });
  const found = (filter: Partial<typeof noFilter>) => linesLike(lines, { ...noFilter, ...filter }).map(({ n }) => n);
  expect(found({ who: 'token t1' })).toEqual([3]);
  expect(found({ action: 'sign-in-failed' })).toEqual([1]);
  expect(found({ target: ' KIM-' })).toEqual([2]);
  expect(found({ who: 'boss', action: 'sign-in-failed' })).toEqual([]);
});

test('WI-65 days are those of UTC, and none lies after today', () => {
  expect(dayOf(at)).toBe('2026-03-02');
  expect(beginningOf('2026-03-02')).toBe(Date.UTC(2026, 2, 2));
  for (const none of ['', '2026-02-30', '2026-3-2', 'today']) expect(beginningOf(none)).toBeNull();
  expect(dayBeside('2026-03-01', -1, '2026-03-02')).toBe('2026-02-28');
  expect(dayBeside('2026-03-01', 1, '2026-03-02')).toBe('2026-03-02');
  expect(dayBeside('2026-03-02', 1, '2026-03-02')).toBe('2026-03-02');
});

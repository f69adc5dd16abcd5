import { expect, test } from 'vitest';
import type { Plan } from '@yagura/contract';
import { credentialOf } from '../people/credential.ts';
import { makeSecret } from '../people/secrets.ts';
import { plansCalendar } from './plans-calendar.ts';

const at = Date.UTC(2026, 2, 2, 12);
const plan: Plan = {
  kind: 'plan',
  id: 'plan-10001',
  number: 7,
  revision: 3,
  title: 'Release 7; gateways, all of them',
  reason: 'a line\nand another, with ünïcödé that is long enough to have to be folded at least once',
  owner: 'anna',
  saidAt: at,
  components: ['a', 'b'],
  windows: [
    { from: at, until: at + 3_600_000 },
    { from: at + 86_400_000, until: at + 90_000_000 },
  ],
  ended: null,
  last: { by: 'lea', at, what: 'approved' },
  recurs: null,
  flexible: null,
  approval: { by: 'lea', at, conflicts: [] },
};

/** As a reader of calendars undoes it. */
function unfolded(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}

test('WV-43 each window is an event with a name of its own; words are escaped and lines folded at 75 octets', () => {
  const text = plansCalendar('Demo desk', [plan], at);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = unfolded(text);
  expect(lines.filter((line) => line.startsWith('UID:'))).toEqual([
    'UID:plan-10001-7-0@yagura',
    'UID:plan-10001-7-1@yagura',
  ]);
  expect(lines).toContain('DTSTART:20260302T120000Z');
  expect(lines).toContain('DTEND:20260302T130000Z');
  expect(lines).toContain('SUMMARY:Release 7\\; gateways\\, all of them');
  expect(lines).toContain(
    'DESCRIPTION:a line\\nand another\\, with ünïcödé that is long enough to have to be folded at least once\\n2 components\\, plan-10001\\, by anna',
  );
  expect(lines).toContain('STATUS:CONFIRMED');
});

test('WV-43 what is not approved is tentative, and what waits for its start stands where it may be done', () => {
  const flexible = { earliest: at, latest: at + 3_600_000, lastsMs: 1_800_000 };
  const lines = unfolded(plansCalendar('Demo desk', [{ ...plan, windows: [], flexible, approval: null }], at));
  expect(lines).toContain('STATUS:TENTATIVE');
  expect(lines).toContain('DTEND:20260302T133000Z');
});

test('WV-43 a token is the password of a program that knows only those, and no session ever is', () => {
  const basic = (name: string, password: string) =>
    credentialOf({ headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` } });
  const [token, session] = [makeSecret('token'), makeSecret('session')];
  expect(basic('calendar', token)).toBe(token);
  expect(basic('', token)).toBe(token);
  expect(basic('anna', session)).toBeNull();
  expect(basic('anna', 'password')).toBeNull();
});

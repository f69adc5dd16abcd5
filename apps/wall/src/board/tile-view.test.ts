import { healths } from '@yagura/contract';
import { clockOf } from '@yagura/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { component, deskStart, status } from '../test-support/board.ts';
import { ageText, shortAge, spokenAge } from './age.ts';
import { briefReason } from './brief-reason.ts';
import { figureText } from './figure.ts';
import { closedText, flagText, namedMembers, spokenTile, stateText, together } from './tile-view.ts';

const second = deskStart / 1000;

test('WI-1 state and age are one short text', () => {
  expect(stateText(status('down', { since: deskStart - 42_000 }), second)).toBe('DOWN 42 s');
  expect(stateText(status('no-sight', { since: deskStart - 137_000 }), second)).toBe('NO SIGHT 2 min');
});

test('WI-1 ages never run backwards below nothing and stay short', () => {
  expect([-5, 0, 119, 120, 3599, 3600, 86_400, 172_800].map(ageText)).toEqual([
    '0 s',
    '0 s',
    '119 s',
    '2 min',
    '59 min',
    '1 h 00',
    '24 h 00',
    '2 d',
  ]);
  expect([1, 60, 3600, 7200].map(spokenAge)).toEqual(['1 second', '60 seconds', '1 hour', '2 hours']);
  expect([-1, 940, 12_000].map(shortAge)).toEqual(['0.0 s', '0.9 s', '12 s']);
});

test('WI-1 a figure has at most three digits that matter and the unit its metric is named after', () => {
  expect(figureText('ack_p99_ms', 12.34, false)).toBe('12 ms');
  expect(figureText('ack_p99_ms', 3.14, false)).toBe('3.1 ms');
  expect(figureText('messages_per_s', 42_123, false)).toBe('42k/s');
  expect(figureText('load_pct', 0, false)).toBe('0 %');
  expect(figureText('queued', 7, true)).toBe('7 queued');
  expect(figureText('queued', 7, false)).toBe('7');
  expect(figureText('volume', 2_400_000, false)).toBe('2.4M');
  expect(figureText(null, 7, true)).toBeNull();
  expect(figureText('queued', null, true)).toBeNull();
});

test('WI-20 what is said of an abnormal tile: who, how, for how long, and why', () => {
  const down = status('down', { since: deskStart - 42_000 });
  expect(spokenTile(component('gw-1', { name: 'LSE FIX gateway 1' }), down, second)).toBe(
    'LSE FIX gateway 1, down for 42 seconds, because: Nothing heard since 14:03:03 UTC; the limit is 3 s.',
  );
  expect(spokenTile(component('x', { unregistered: true }), status(), second)).toBe('x, unregistered, ok');
});

test('WI-6 everything abnormal of a cell is named, worst first, then the longest; planned work only where room is left', () => {
  const statuses = [
    status('ok'),
    status('degraded', { since: 5 }),
    status('down', { since: 9 }),
    status('planned'),
    status('down', { since: 3 }),
    status('no-sight', { since: 1 }),
  ];
  const order = (room: number) => namedMembers([0, 1, 2, 3, 4, 5], statuses, room).map(({ index }) => index);
  expect(order(3)).toEqual([4, 2, 5, 1]);
  expect(order(5)).toEqual([4, 2, 5, 1, 3]);
});

test('WI-6 many as one: the worst state, counts that add up, three names and how many more', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...healths), { minLength: 1, maxLength: 60 }), (found) => {
      const ranked = namedMembers(
        [...found.keys()],
        found.map((each) => status(each)),
        0,
      );
      const story = together(ranked, String);
      expect(story === null).toBe(ranked.length === 0);
      if (story === null) return;
      expect(story.counts.reduce((sum, { count }) => sum + count, 0)).toBe(ranked.length);
      expect(story.names.length + story.more).toBe(ranked.length);
      expect(story.worst).toBe(ranked[0]?.status.health);
    }),
  );
});

test('WI-1 flags that matter become a word, others none', () => {
  expect(flagText(status('ok', { flags: ['slow', 'simulated'] }))).toBe('slow');
  expect(flagText(status('ok', { flags: ['simulated'] }))).toBeNull();
});

test('WI-1 a reason is told in the words of the wall', () => {
  const clock = (instant: number) => clockOf(instant).slice(0, 5);
  expect(briefReason({ code: 'silent', lastBeatAt: 0, limitMs: 3000 }, clock)).toBe('nothing heard');
  expect(briefReason({ code: 'collector-lost', collector: 'col-1', lastHeardAt: 0 }, clock)).toBe('our collector lost');
  expect(briefReason({ code: 'announced-restart', until: deskStart }, clock)).toBe('back by 14:03');
});

test('WI-29 a closed tile says when it opens, and only when where it has no room', () => {
  const clock = (instant: number) => clockOf(instant).slice(0, 5);
  const closed = status('closed', { reasons: [{ code: 'session-closed', calendar: 'XLON', opensAt: deskStart }] });
  expect(closedText(closed, clock, true)).toBe('opens 14:03');
  expect(closedText(closed, clock, false)).toBe('14:03');
  expect(closedText(closed, () => 'Mon 14:03', true)).toBe('opens Mon 14:03');
  expect(closedText(closed, () => 'Mon 14:03', false)).toBe('Mon');
  const quiet = status('closed', { reasons: [{ code: 'quiet', calendar: 'XLON', until: null }] });
  expect(closedText(quiet, clock, false)).toBe('quiet');
  expect(closedText(status('closed'), clock, true)).toBe('CLOSED');
});

import { expect, test } from 'vitest';
import { alarm, component, deskStart, status } from '../test-support/board.ts';
import { briefReason } from './brief-reason.ts';
import { belongingOf, markWord, marksOf, marksOnTile } from './tile-marks.ts';
import { briefText, spokenTile } from './tile-view.ts';

const owner = { person: 'anna', since: deskStart, until: deskStart + 60_000 };
const words = { number: 1, revision: 1, priority: 1, title: 'a', occurrence: 1, muted: false } as const;
const taken = { ...words, id: 'a', state: 'taken', occurred: deskStart, owner, calledAt: null, dueAt: null } as const;
const board = {
  alarms: [alarm('a', { root: { kind: 'component', id: 'sw' }, title: 'Core switch', members: ['sw', 'gw-1'] })],
  incidents: [taken],
};

test('WI-105 a tile bears its marks, the most telling first; on a simulated desk the header says that once', () => {
  const flags = ['grouped', 'simulated', 'flapping', 'muted', 'slow', 'taken'] as const;
  const marked = status('down', { flags: [...flags] });
  expect(marksOf(marked, false)).toEqual(['taken', 'muted', 'flapping', 'grouped', 'simulated']);
  expect(marksOf(marked, true)).not.toContain('simulated');
  expect(marksOf(status(), false)).toEqual([]);
  expect(marksOnTile(marked, false, true)).toEqual(['taken', 'muted', 'flapping']);
  expect(marksOnTile(marked, false, false)).toEqual(['taken']);
  expect(marksOnTile(status('no-sight', { flags: ['grouped'] }), false, false)).toEqual([]);
});

test('WI-105 who has it and under what it is announced is found where a flag says that there is something', () => {
  expect(belongingOf(board, 'gw-1', ['taken', 'grouped'])).toEqual({ takenBy: 'anna', under: 'Core switch' });
  expect(belongingOf(board, 'sw', ['taken', 'grouped'])).toEqual({ takenBy: 'anna', under: null });
  expect(belongingOf(board, 'gw-1', ['slow'])).toEqual({ takenBy: null, under: null });
  expect(belongingOf(board, 'gw-9', ['taken'])).toEqual({ takenBy: null, under: null });
});

test('WI-105 beside a name the marks have words: who has it, how often it changed', () => {
  const flaps = { code: 'flapping', holds: 'down', changes: 5, withinMs: 300_000, quietAt: deskStart } as const;
  const flapping = { status: { reasons: [flaps] }, takenBy: null, tall: false };
  expect(markWord('flapping', flapping)).toBe('×5');
  expect(markWord('flapping', { ...flapping, tall: true })).toBe('flapping ×5');
  expect(markWord('taken', { ...flapping, takenBy: 'anna', tall: true })).toBe('anna');
  expect(markWord('taken', { ...flapping, tall: true })).toBe('taken');
  expect(markWord('taken', flapping)).toBe('');
});

test('WI-105 a voice says each of them', () => {
  const down = status('down', { since: deskStart - 42_000, flags: ['taken', 'grouped', 'late-evidence', 'learning'] });
  expect(spokenTile(component('gw-1'), down, deskStart / 1000, belongingOf(board, 'gw-1', down.flags))).toBe(
    'The gw-1, down for 42 seconds, taken by anna, grouped under Core switch, late evidence, learning, ' +
      'because: Nothing heard since 14:03:03 UTC; the limit is 3 s.',
  );
  const work = status('planned', { condition: 'down' });
  expect(spokenTile(component('gw-1'), work, deskStart / 1000)).toBe('The gw-1, planned, underneath down');
});

test('WI-105 who recovers says how far, and what no reason tells is a word of its own', () => {
  const clock = () => '';
  const recovering = { code: 'recovering', from: 'down', good: 2, need: 3, remainingMs: 5200 } as const;
  expect(briefReason(recovering, clock)).toBe('recovering 2/3, 6 s');
  expect(briefReason({ ...recovering, good: 1, remainingMs: 0 }, clock)).toBe('recovering 1/3');
  const late = status('down', { reasons: [recovering], flags: ['recovering', 'late-evidence', 'slow'] });
  expect(briefText(late, clock)).toBe('recovering 2/3, 6 s, late evidence, slow');
});

import { expect, test } from 'vitest';
import { deskStart } from '../test-support/board.ts';
import { watchedScreen } from '../test-support/screens.ts';
import { inOrder, measuresOf, soundWords, stateWords, viewWords } from './screen-row.ts';

const frozen = watchedScreen('f', { standing: { state: 'frozen', since: deskStart } });
const away = watchedScreen('a', { standing: { state: 'away', since: deskStart } });
const unseen = watchedScreen('u', { standing: { state: 'away', since: null }, report: null, reportedAt: null });

test('WI-74 what is frozen stands on top, then what is away, then what is live, each by room and name', () => {
  const other = watchedScreen('b', { settings: { ...watchedScreen('b').settings, room: 'A room' } });
  expect(inOrder([watchedScreen('z'), away, other, frozen]).map(({ id }) => id)).toEqual(['f', 'a', 'b', 'z']);
});

test('WI-74 a line says state and since when, by the clock, or by the day when it is long ago', () => {
  const now = deskStart + 60_000;
  expect(stateWords(frozen, now)).toMatch(/^FROZEN since \d\d:\d\d:\d\d$/);
  expect(stateWords(away, now + 48 * 3_600_000)).toMatch(/^AWAY since \d{4}-\d\d-\d\d \d\d:\d\d$/);
  expect(stateWords(watchedScreen('l'), now)).toMatch(/^live since/);
  expect(stateWords(unseen, now)).toBe('NOT SEEN YET');
});

test('WI-74 measures are told while they are of now; of what is away or silent only how large it was', () => {
  const measures = { size: '3840 × 2160', lag: '3 ms', painted: '16 ms ago', dropped: '0', heap: '11 MB' };
  expect(measuresOf(watchedScreen('l'), deskStart)).toEqual(measures);
  const old = { size: '3840 × 2160', lag: '–', painted: '–', dropped: '–', heap: '–' };
  expect(measuresOf(watchedScreen('l'), deskStart + 15_001)).toEqual(old);
  expect(measuresOf(away, deskStart)).toEqual(old);
  expect(measuresOf(unseen, deskStart)).toEqual({ ...old, size: '–' });
});

test('WI-74 a line says who of a room is heard, who could be and who cannot, and until when nobody is', () => {
  expect(soundWords(watchedScreen('l', { sounds: true }))).toBe('heard');
  expect(soundWords(watchedScreen('l'))).toBe('armed');
  expect(soundWords(watchedScreen('l', { sounds: true, silencedUntil: Date.UTC(2026, 2, 2, 14, 13) }))).toBe(
    'silenced until 14:13',
  );
  expect([soundWords(away), soundWords(unseen)]).toEqual(['–', '–']);
  expect([
    viewWords(null, []),
    viewWords('by-site', [{ id: 'by-site', name: 'By site' }]),
    viewWords('gone', []),
  ]).toEqual(['map', 'By site', 'gone']);
});

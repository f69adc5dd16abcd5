import { expect, test } from 'vitest';
import { snapshot } from '../test-support/board.ts';
import { leftWall } from '../test-support/screens.ts';
import { newScreenIn, screenChangeIn } from './drafts.ts';
import { fitWarning } from './fit-warning.ts';
import { lettersWords } from './letters-words.ts';

const form = {
  name: ' Left wall ',
  room: 'Floor',
  view: '',
  theme: 'dark',
  diagonal: '75',
  distance: '5',
  zone: '',
  quiet: '',
  sites: 'all',
  owners: 'all',
};
const fields = (over: Partial<typeof form> = {}) => {
  const all: Readonly<Record<string, string>> = { ...form, ...over };
  return (name: string) => all[name] ?? '';
};
const known = { sites: ['ldn'], owners: [] };

test('WI-75 what is written becomes the settings of a screen, and what is wrong is said in words of the form', () => {
  const scope = { sites: 'all', owners: 'all' };
  expect(newScreenIn(fields(), 'K7P4MX', known)).toEqual({ body: { code: 'K7P4MX', settings: leftWall, scope } });
  const problem = (over: Partial<typeof form>) => newScreenIn(fields(over), 'K7P4MX', known);
  expect(problem({ name: '' })).toEqual({ problem: 'The name must be 1–80 letters that can be printed.' });
  expect(problem({ distance: '' })).toMatchObject({ problem: expect.stringMatching(/^The distance \(metres\) /) });
  expect(problem({ diagonal: '4' })).toMatchObject({ problem: expect.stringMatching(/^The diagonal \(inches\) /) });
  expect(problem({ quiet: 'at night' })).toEqual({
    problem: 'Quiet hours must be two clocks such as 22:00-06:00.',
  });
  expect(newScreenIn(fields({ quiet: '22:00 – 06:00' }), 'K7P4MX', known)).toMatchObject({
    body: { settings: { quietHours: '22:00-06:00' } },
  });
  expect(newScreenIn(fields({ zone: 'Asia/Hong_Kong' }), 'K7P4MX', known)).toMatchObject({
    body: { settings: { timeZone: 'Asia/Hong_Kong' } },
  });
  expect(problem({ zone: 'Asia/Nowhere' })).toEqual({
    problem: 'The clock of the room must be an IANA time zone such as Europe/London.',
  });
  expect(problem({ sites: 'lnd' })).toEqual({ problem: 'No site here is called lnd.' });
});

test('WI-75 of a change only what is other is sent', () => {
  expect(screenChangeIn(fields(), leftWall)).toEqual({ problem: 'Nothing is changed.' });
  const changed = fields({ theme: 'bright', distance: '4,5', view: 'by-site' });
  expect(screenChangeIn(changed, leftWall)).toEqual({
    body: { theme: 'bright', distanceMetres: 4.5, view: 'by-site' },
  });
});

test('WI-76 diagonal and distance say at once how large letters have to be on this screen', () => {
  const size = { width: 3840, height: 2160 };
  expect(lettersWords(leftWall, size)).toBe(
    'Read from 5 m on 3840 × 2160, capitals are at least 23 mm (74 px), of what is critical 29 mm (93 px).',
  );
  expect(lettersWords({ ...leftWall, distanceMetres: Number.NaN }, size)).toBeNull();
});

test('WI-76 where only a few names are read from there, the form says so', () => {
  const size = { width: 3840, height: 2160 };
  const layout = snapshot().layout;
  expect(fitWarning(leftWall, size, layout)).toBeNull();
  expect(fitWarning({ ...leftWall, diagonalInches: 40, distanceMetres: 30 }, size, layout)).toMatch(
    /more places than letters that carry have room for/,
  );
  expect(fitWarning({ ...leftWall, diagonalInches: Number.NaN }, size, layout)).toBeNull();
});

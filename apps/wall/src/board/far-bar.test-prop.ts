import { healths } from '@yagura/contract';
import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barWidth, fitFar } from './far-bar.ts';
import { sayingsOf } from './far-sayings.ts';
import { headText, labelText } from './label-text.ts';
import { textWidth, withoutMiddle } from './text-width.ts';

const anyName = fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,12}){0,4}-[0-9]{1,2}$/);
/** What is degraded must be read, the others are critical: the same width holds more of its letters. */
const anyState = fc.constantFrom(
  { states: ['DOWN 42 s', 'DOWN'], share: 1 },
  { states: ['NO SIGHT 22 min', 'NO SIGHT'], share: 1 },
  { states: ['DEGRADED 1 h 02', 'DEGRADED'], share: 215 / 172 },
);
const anyLeast = fc.constantFrom(17, 46, 92);

test('WI-88, WI-89 a bar says who and how in letters that carry, and never cuts either off', () => {
  fc.assert(
    fc.property(
      anyName,
      anyState,
      anyLeast,
      fc.double({ min: 7.4, max: 60, noNaN: true }),
      (name, { states, share }, least, critical) => {
        const em = critical * share;
        const oneLine = critical >= 14;
        for (const height of oneLine ? [1.3, 3] : [2.4, 4]) {
          const size = { width: em * least, height: height * least };
          const text = fitFar(size, least, { first: [name], second: states });
          expect(Math.min(text.firstSize, text.secondSize)).toBeGreaterThanOrEqual(least);
          expect(states).toContain(text.second);
          const side = 1.7 * text.firstSize;
          const widths = [barWidth(text.first) * text.firstSize, barWidth(text.second) * text.secondSize];
          const taken = text.lines === 1 ? widths[0]! + widths[1]! : Math.max(...widths);
          expect(taken + side).toBeLessThanOrEqual(size.width + 0.01);
          expect(text.first.endsWith(name.slice(-1))).toBe(true);
        }
      },
    ),
    propertyRuns(400),
  );
});

test('WI-89 what is too long loses its middle, for the number at its end tells siblings apart', () => {
  expect(withoutMiddle('gw-xetr-1', 9)).toBe('gw-xetr-1');
  expect(withoutMiddle('gateway-derivatives-eurex-12', 8)).toBe('gatewa…rex-12');
  fc.assert(
    fc.property(anyName, fc.double({ min: 3, max: 20, noNaN: true }), (name, width) => {
      expect(textWidth(withoutMiddle(name, width))).toBeLessThanOrEqual(width);
    }),
    propertyRuns(200),
  );
});

const story = (counts: readonly number[]) => ({
  worst: 'down' as const,
  counts: counts.flatMap((count, at) => (healths[at] ? [{ health: healths[at], count }] : [])),
  names: ['xetr-1', 'xetr-2', 'xlon-1'],
  more: 47,
  since: 0,
});

test('WI-88 many are told by their states, the names of the three worst and how many more; what the names share is said once', () => {
  const wide = fitFar({ width: 2000, height: 60 }, 46, sayingsOf(story([50]), '42 s', 2000 / 46));
  expect(wide).toMatchObject({ first: '50 DOWN 42 s', second: 'xetr-1, -2, xlon-1 + 47' });
  const narrow = fitFar({ width: 380, height: 112 }, 46, sayingsOf(story([50]), '42 s', 380 / 46));
  expect(narrow).toMatchObject({ first: '50 DOWN', second: 'xetr-1 + 49' });
});

test('WI-6, WI-88 of many each state is counted, and no count is cut', () => {
  const anyCounts = fc.array(fc.integer({ min: 1, max: 1700 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(anyCounts, anyLeast, fc.double({ min: 7.4, max: 60, noNaN: true }), (counts, least, em) => {
      const [worst = 0, ...others] = counts;
      for (const height of em >= 14 ? [1.3, 3] : [2.4]) {
        const said = sayingsOf(story(counts), '42 s', em);
        const { first, second } = fitFar({ width: em * least, height: height * least }, least, said);
        expect(first).toMatch(new RegExp(`^${worst}\\b`));
        expect(first).not.toContain('…');
        const each = others.every((count) => `${first} ${second} `.match(new RegExp(`\\b${count}\\b`)));
        expect(each || second === `+ ${others.reduce((sum, count) => sum + count, 0)}`).toBe(true);
      }
    }),
    propertyRuns(400),
  );
});

test('WI-88 before a state would go uncounted the names go', () => {
  const { first, second } = sayingsOf(story([12, 34, 5]), '42 s', 7.4);
  expect([first[0], second[1]]).toEqual(['12 DOWN', '◆34◆5']);
  expect(sayingsOf(story([12, 34, 5]), '42 s', 30).first[0]).toBe('12 DOWN, 34 NO SIGHT, 5 DEGRADED 42 s');
});

test('WI-88 heads say their whole name, else a shorter one, and break between words alone', () => {
  const group = { key: 'clearing', name: 'Clearing & back office', brief: 'Clearing' };
  expect(headText(group, 20)).toBe('Clearing & back office');
  expect(headText(group, 6)).toBe('Clearing');
  expect(headText(group, 3)).toMatch(/…/);
  expect(labelText(group, 7, 4)).toBe('Clearing & back office');
  expect(labelText(group, 6, 2)).toBe('Clearing');
});

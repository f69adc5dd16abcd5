import type { ScreenStanding } from '@yagura/contract';
import { expect, test } from 'vitest';
import { screenFindings, type FoundScreen } from './screen-findings.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const screen = (name: string, state: ScreenStanding['state'], since: number | null): FoundScreen => ({
  name,
  standing: { state, since },
  seenHere: true,
});
const watch = { now: noon + 60_000, beganAt: 0 };

test('RE-25 one screen that is frozen or away is named with since when; what is live is no finding', () => {
  const screens = [screen('Left wall', 'frozen', noon + 3000), screen('Right wall', 'live', noon)];
  expect(screenFindings(screens, watch)).toEqual([
    {
      code: 'screen-frozen',
      since: noon + 3000,
      text: 'Screen “Left wall” is frozen since 12:00:03 UTC. What stands on it is not what is.',
    },
  ]);
});

test('RE-25 many are one finding: the three that are so for longest by name, and how many more', () => {
  const screens = ['A', 'B', 'C', 'D', 'E'].map((name, index) => screen(name, 'away', noon - index * 1000));
  expect(screenFindings(screens, watch)).toEqual([
    {
      code: 'screen-away',
      since: noon - 4000,
      text: '5 screens are away: “E” since 11:59:56 UTC, “D” since 11:59:57 UTC, “C” since 11:59:58 UTC, and 2 more.',
    },
  ]);
});

test('RE-25 away counts after half a minute, by a relay that was there, of what was seen here or within a day', () => {
  const found = (standing: FoundScreen, over: Partial<typeof watch> = {}) =>
    screenFindings([standing], { ...watch, ...over }).length;
  expect(found(screen('A', 'away', watch.now - 29_999))).toBe(0);
  expect(found(screen('A', 'away', watch.now - 30_000))).toBe(1);
  expect(found(screen('A', 'away', watch.now - 60_000), { beganAt: watch.now - 1000 })).toBe(0);
  expect(found(screen('A', 'away', null))).toBe(0);
  const longAgo = screen('A', 'away', watch.now - 25 * 3_600_000);
  expect(found(longAgo)).toBe(1);
  expect(found({ ...longAgo, seenHere: false })).toBe(0);
});

import { expect, test } from 'vitest';
import { catchUpMs, chooseNow } from './choose-now.ts';

const usual = { deskNow: 10_000, lastNow: 9_900, tip: true, resumedAt: null };

test('TU-6 a turn usually judges as of now', () => {
  expect(chooseNow(usual, 9_950)).toEqual({ now: 10_000, caughtUp: true });
  expect(chooseNow(usual, 2_000)).toEqual({ now: 10_000, caughtUp: true });
  expect(chooseNow(usual, null)).toEqual({ now: 10_000, caughtUp: true });
});

test('TU-7 while more is waiting to be read it judges as far as every collector vouches', () => {
  expect(chooseNow({ ...usual, tip: false, lastNow: 1_000 }, 4_000)).toEqual({ now: 4_000, caughtUp: false });
  expect(chooseNow({ ...usual, tip: false, lastNow: 5_000 }, 4_000)).toEqual({ now: 5_000, caughtUp: false });
});

test('TU-7 after an absence collectors get a moment to deliver what they kept', () => {
  const back = { ...usual, lastNow: 1_000, resumedAt: 9_800 };
  expect(chooseNow(back, 2_000)).toEqual({ now: 2_000, caughtUp: false });
  expect(chooseNow(back, 9_990)).toEqual({ now: 10_000, caughtUp: true });
  expect(chooseNow({ ...back, deskNow: 9_800 + catchUpMs }, 2_000)).toEqual({ now: 9_800 + catchUpMs, caughtUp: true });
});

test('TU-6 the instant of judgement never runs backwards', () => {
  expect(chooseNow({ ...usual, deskNow: 9_000 }, 8_000).now).toBe(9_900);
  expect(chooseNow({ ...usual, deskNow: 9_000, tip: false }, 8_000).now).toBe(9_900);
});

import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintedWithinMs, reportsWithinMs, standingOf, type ScreenFacts } from './standing.ts';

const ms = fc.integer({ min: 0, max: 60_000 });
const connected = fc.record({ silentMs: ms, paintedMsAgo: fc.option(ms) });
const standing = fc.record({
  state: fc.constantFrom('live' as const, 'frozen' as const, 'away' as const),
  since: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
});
const now = 10_000_000;
const away: ScreenFacts = { now, connected: null, elsewhere: null, seenAt: null };

test('RE-24 what is connected is live only if it painted and spoke in time, whatever it was before', () => {
  fc.assert(
    fc.property(fc.option(standing), connected, (before, how) => {
      const isFresh = how.silentMs <= reportsWithinMs && (how.paintedMsAgo ?? 0) <= paintedWithinMs;
      const { state, since } = standingOf(before, { ...away, connected: how });
      expect(state).toBe(isFresh ? 'live' : 'frozen');
      if (before?.state === state) expect(since).toBe(before.since);
      else expect(since).toBeLessThanOrEqual(now);
    }),
    propertyRuns(300),
  );
});

test('RE-24 a screen is frozen since it painted or spoke last, and away since it was seen last', () => {
  const silent = { silentMs: 16_000, paintedMsAgo: 20 };
  expect(standingOf(null, { ...away, connected: silent })).toEqual({ state: 'frozen', since: now - 16_000 });
  const still = { silentMs: 1000, paintedMsAgo: 7000 };
  const frozen = standingOf({ state: 'live', since: 5 }, { ...away, connected: still });
  expect(frozen).toEqual({ state: 'frozen', since: now - 8000 });
  expect(standingOf(frozen, { ...away, now: now + 5000, connected: still })).toBe(frozen);
  expect(standingOf(frozen, { ...away, seenAt: now })).toEqual({ state: 'away', since: now });
  expect(standingOf(null, away)).toEqual({ state: 'away', since: null });
});

test('RE-24 how another relay sees it counts while it is not connected here', () => {
  const elsewhere = { state: 'live', since: 4 } as const;
  expect(standingOf(null, { ...away, elsewhere, seenAt: 9 })).toEqual(elsewhere);
  const here = { silentMs: 0, paintedMsAgo: 9000 };
  expect(standingOf(null, { ...away, connected: here, elsewhere }).state).toBe('frozen');
});

import { healths, type Health } from '@yagura/contract';
import { healthRank } from '@yagura/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { component, deskStart, snapshot, status } from '../test-support/board.ts';
import { countByHealth, shownStatuses } from './display.ts';

const health = fc.constantFrom(...healths);
const row = fc.record({
  health,
  age: fc.option(fc.integer({ min: 0, max: 20_000 })),
  limit: fc.integer({ min: 3000, max: 9000 }),
});

function show(rows: readonly { health: Health; age: number | null; limit: number }[], coveredSince: number | null) {
  const statuses = rows.map((each) => status(each.health));
  const sight = {
    statuses,
    evidence: rows.map(({ age }) => (age === null ? null : deskStart - age)),
    limits: rows.map(({ limit }) => limit),
    deskNow: deskStart,
    coveredSince,
  };
  return { statuses, sight, shown: shownStatuses(sight, [], []) };
}

test('WI-8 a screen only worsens: nothing is shown better than it was told', () => {
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, covered) => {
      const { statuses, shown } = show(rows, covered ? deskStart - 5000 : null);
      for (const [index, told] of statuses.entries()) {
        const painted = shown[index]?.health ?? 'ok';
        expect(healthRank(painted)).toBeLessThanOrEqual(healthRank(told.health));
      }
    }),
  );
});

test('WI-8 nothing is ok or closed on evidence older than its limit and a second, or on none', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { shown } = show(rows, null);
      for (const [index, { age, limit }] of rows.entries()) {
        const painted = shown[index]?.health;
        if (painted === 'ok' || painted === 'closed') expect(age).toBeLessThanOrEqual(limit + 1000);
      }
    }),
  );
});

test('WI-2, WI-3 under a cover nothing at all is ok or closed', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { shown } = show(rows, deskStart - 3000);
      expect(shown.some((each) => each.health === 'ok' || each.health === 'closed')).toBe(false);
    }),
  );
});

test('WI-18 what did not change keeps its reference, also what this screen itself took sight from', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { sight, shown, statuses } = show(rows, null);
      expect(shownStatuses({ ...sight, deskNow: deskStart + 1 }, shown, statuses)).toSatisfy(
        (next: typeof shown) => next === shown || next.some((each, index) => each.health !== shown[index]?.health),
      );
      expect(shownStatuses(sight, shown, statuses)).toBe(shown);
    }),
  );
});

test('WI-8 what this screen takes sight from is out of sight since its limit passed, not since it was well', () => {
  const { shown } = show([{ health: 'ok', age: 10_000, limit: 3000 }], null);
  expect(shown[0]).toMatchObject({ health: 'no-sight', since: deskStart - 7000, reasons: [{ code: 'expired' }] });
});

test('WI-7 what registered itself is in no roll-up', () => {
  const { layout } = snapshot({ components: [component('a'), component('b', { unregistered: true })] });
  expect(countByHealth(layout, [status('ok'), status('down')])).toMatchObject({ ok: 1, down: 0 });
});

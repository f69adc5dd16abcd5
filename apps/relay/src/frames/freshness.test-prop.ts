import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshnessBytes } from './freshness.ts';

test('RE-4 a byte is never fresher than the truth and never a tenth older, 254 at most, 255 only for never', () => {
  const one = fc.tuple(fc.option(fc.integer({ min: 0, max: 10_000_000 })), fc.integer({ min: 1, max: 100_000 }));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 50 }), fc.integer({ min: 0, max: 10_000_000 }), (rows, now) => {
      const bytes = freshnessBytes(
        rows.map(([at]) => at),
        rows.map(([, limit]) => limit),
        now,
      );
      expect(bytes).toHaveLength(rows.length);
      for (const [index, [at, limit]] of rows.entries()) {
        const byte = bytes[index] ?? -1;
        if (at === null) {
          expect(byte).toBe(255);
          continue;
        }
        const tenths = (Math.max(0, now - at) / limit) * 10;
        expect(byte).toBeLessThanOrEqual(254);
        if (byte < 254) expect(byte).toBeGreaterThanOrEqual(tenths);
        expect(byte).toBeLessThan(tenths + 1);
      }
    }),
  );
});

test('RE-4 a limit of nothing makes everything old, never fresh', () => {
  expect([...freshnessBytes([5, 5, null], [0, 0, 0], 5)]).toEqual([254, 254, 255]);
});

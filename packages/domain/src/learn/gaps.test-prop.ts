import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '@yagura/testkit';
import { bucketOf, createGapHistogram, gapHistogramOf, gapMemory, gapQuantile, recordGap } from './gap-histogram.ts';

const gaps = fc.array(fc.double({ min: 0.02, max: 29, noNaN: true }), { minLength: 1, maxLength: 400 });

test('LE-1 a quantile of the gaps is told within one bucket of the exact one, and never below it', () => {
  fc.assert(
    fc.property(
      gaps,
      fc.constantFrom(100, 1000, 60_000),
      fc.constantFrom(0.5, 0.9, 0.999),
      (lengths, everyMs, share) => {
        const histogram = createGapHistogram(everyMs);
        for (const length of lengths) recordGap(histogram, length * everyMs);
        const exact = lengths.toSorted((a, b) => a - b)[Math.ceil(lengths.length * share) - 1] ?? 0;
        const told = (gapQuantile(histogram, share) ?? 0) / everyMs;
        expect(told).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
        expect(Math.abs(bucketOf(told * (1 - 1e-9)) - bucketOf(exact))).toBeLessThanOrEqual(1);
        expect(gapHistogramOf(gapMemory(histogram))).toEqual(histogram);
      },
    ),
    propertyRuns(1000),
  );
});

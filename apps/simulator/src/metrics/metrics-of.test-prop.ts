import { beatSchema, kinds } from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeBeat } from '../compose-beat.ts';
import { unit } from '../noise.ts';
import { component, venueMarket } from '../test-support/components.ts';
import { metricsOf } from './metrics-of.ts';
import { paceOf } from './pace.ts';

const venues = ['XLON', 'XHKG', 'XCME', 'LMAX', 'XASX'];
const highest: Readonly<Record<string, number>> = { load_pct: 100, errors_pct: 100, rejects_pct: 100, loss_pct: 100 };
const ceiling = 100_000;

const anyCase = fc.record({
  kind: fc.constantFrom(...kinds),
  id: fc.stringMatching(/^[a-z]{1,8}$/),
  venue: fc.constantFrom(null, ...venues),
  timeZone: fc.constantFrom('Europe/London', 'Asia/Hong_Kong', 'America/Chicago'),
  seed: fc.nat(),
  at: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
  strained: fc.boolean(),
  loggedOn: fc.boolean(),
});
type AnyCase = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

const built = ({ id, kind, venue, timeZone }: AnyCase) =>
  component({ id, kind, timeZone, markets: venue === null ? [] : [venueMarket(venue)] });
const measured = (one: AnyCase) =>
  metricsOf(one.kind, paceOf(built(one), one.at, one.seed, { strained: one.strained, loggedOn: one.loggedOn }));

test('SI-7 metrics are finite and in range at any instant, for any kind and seed', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const metrics = Object.entries(measured(one));
      expect(metrics.length).toBeGreaterThan(0);
      for (const [name, value] of metrics) {
        expect(Number.isFinite(value), name).toBe(true);
        expect(value, name).toBeGreaterThanOrEqual(0);
        expect(value, name).toBeLessThanOrEqual(highest[name] ?? ceiling);
      }
    }),
    { numRuns: 500 },
  );
});

test('SI-7 the same component, instant and seed give the same metrics, whatever was asked in between', () => {
  fc.assert(
    fc.property(fc.array(anyCase, { minLength: 1, maxLength: 10 }), (cases) => {
      const first = cases.map(measured);
      expect(cases.toReversed().map(measured).toReversed()).toEqual(first);
    }),
  );
});

test('SI-7, SI-10 every beat that can be composed is a valid beat', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const trouble = { component: one.id, message: 'slow', from: 0, to: 1 };
      const signature = { component: one.id, epoch: 'a-0', seq: 1 };
      const beat = composeBeat(built(one), signature, one.at, one.seed, {
        trouble: one.strained ? trouble : null,
        loggedOff: new Set(one.loggedOn ? [] : [one.id]),
      });
      expect(beatSchema.parse(beat).status).toBe(one.strained ? 'degraded' : 'ok');
    }),
  );
});

test('SI-7 noise is spread over its whole range and another seed gives other noise', () => {
  const values = Array.from({ length: 2000 }, (_, index) => unit(7, 'spread', index));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
  expect(Math.min(...values)).toBeLessThan(0.01);
  expect(Math.max(...values)).toBeGreaterThan(0.99);
  expect(unit(8, 'spread', 1)).not.toBe(unit(7, 'spread', 1));
});

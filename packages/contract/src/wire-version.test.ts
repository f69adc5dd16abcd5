import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { downSchema } from './down.ts';
import { upSchema } from './up.ts';
import { wireVersion } from './wire-version.ts';

/** The wire as it was when its version was last raised. */
const recorded = { version: 11, hash: 'df1de210f53efb958b735648fe794919' };

/** Keys in one order, so that only what crosses the wire counts and not how the schema was written down. */
function stable(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? value.toSorted() : value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, stable(inner)]),
  );
}

function hashOf(schemas: readonly z.ZodType[]): string {
  const shapes = schemas.flatMap((schema) =>
    (['input', 'output'] as const).map((io) => stable(z.toJSONSchema(schema, { io, unrepresentable: 'any' }))),
  );
  return createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 32);
}

test('CO-1 what crosses the wire between relay and screen has a version, and it is raised when the schemas change', () => {
  const now = { version: wireVersion, hash: hashOf([downSchema, upSchema]) };
  const advice =
    now.hash === recorded.hash
      ? 'The schemas did not change: leave wireVersion as it was recorded here.'
      : `The wire changed. Raise wireVersion in wire-version.ts by one, then record ${JSON.stringify({ version: recorded.version + 1, hash: now.hash })} here. Screens of the old version will say "updating" and reload.`;
  expect(now, advice).toEqual(recorded);
});

test('CO-1 the hash sees a new field and does not see the order of fields', () => {
  const small = z.object({ one: z.int(), two: z.string() });
  expect(hashOf([z.object({ two: z.string(), one: z.int() })])).toBe(hashOf([small]));
  expect(hashOf([small.extend({ three: z.int() })])).not.toBe(hashOf([small]));
  expect(hashOf([small.extend({ two: z.string().optional() })])).not.toBe(hashOf([small]));
});

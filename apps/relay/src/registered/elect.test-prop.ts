import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elect, type Candidate } from './elect.ts';

const candidate = fc.record({ able: fc.boolean(), sounding: fc.boolean(), name: fc.constantFrom('A', 'B', 'C', 'D') });
const room = fc
  .array(candidate, { maxLength: 8 })
  .map((all) => all.map((each, index): Candidate => ({ ...each, id: `w${index}` })));

/** As the next election finds the room. */
const after = (all: readonly Candidate[], elected: string | null) =>
  all.map((each) => ({ ...each, sounding: each.id === elected }));

test('RE-26 one screen of a room is heard that can be, and none only when none can', () => {
  fc.assert(
    fc.property(room, (all) => {
      const elected = elect(all);
      const able = all.filter((each) => each.able).map(({ id }) => id);
      expect(elected === null ? able.length === 0 : able.includes(elected)).toBe(true);
    }),
    propertyRuns(200),
  );
});

test('RE-26 who is heard stays while they can be, whoever else comes, and another takes over at once when they cannot', () => {
  fc.assert(
    fc.property(room, room, (all, others) => {
      const elected = elect(all);
      const settled = after(all, elected);
      const more = others.map((each) => ({ ...each, id: `x${each.id}`, sounding: false }));
      if (elected !== null) expect(elect([...more, ...settled].toReversed())).toBe(elected);
      const failed = settled.map((each) => (each.id === elected ? { ...each, able: false } : each));
      const next = elect(failed);
      expect(next === elected && next !== null).toBe(false);
      expect(next !== null).toBe(failed.some((each) => each.able));
    }),
    propertyRuns(200),
  );
});

test('RE-26 relays that know the same of a room elect the same, also when two were heard until then', () => {
  fc.assert(
    fc.property(room, (all) => {
      expect(elect(all.toReversed())).toBe(elect(all));
    }),
    propertyRuns(200),
  );
});

import * as fc from 'fast-check';
import type { Likeness } from '@yagura/contract';
import { incidentOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { likenessOf, mostSimilar, whatHelped } from './similar.ts';

const kindOf = (id: string) => (id.startsWith('gw') ? 'gateway' : 'router');

function like(number: number, over: Partial<Likeness> & { root?: string } = {}): Likeness {
  const { root = 'gw-1', ...rest } = over;
  const source = { kind: 'watch', group: 'g', root: { kind: 'component', id: root } } as const;
  const opened = 'Nothing heard since 14:03:03 UTC; the limit is 3 s.';
  return { id: `i${number}`, number, source, site: 'ldn', members: [root], opened, ...rest };
}

test('IN-42 the same cause comes before the same components, those before the same kind in the same place', () => {
  const past = [
    like(1, { root: 'gw-2' }),
    like(2, { root: 'or-1', members: ['gw-1', 'or-1'], opened: 'Ack p99 is 612 ms.' }),
    like(3, { opened: 'Says DOWN: restarting.' }),
    like(4, { root: 'gw-7', site: 'nyc' }),
    like(5),
  ];
  const found = mostSimilar(like(9), past, kindOf, 5);
  expect(found.map(({ id }) => id)).toEqual(['i5', 'i3', 'i1', 'i2']);
  expect(found.map(({ why }) => why.join('; '))).toEqual([
    'the same cause: component gw-1; the same components; another gateway in ldn; it began with the same words',
    'the same cause: component gw-1; the same components; another gateway in ldn',
    'another gateway in ldn; it began with the same words',
    '1 of 2 components the same',
  ]);
});

test('IN-42 what people told is like what they told of the same place', () => {
  const told = (number: number, where: string) =>
    like(number, {
      source: { kind: 'person', what: 'Orders hang', where, toldBy: 'a client' },
      site: null,
      members: [],
    });
  const found = mostSimilar(told(9, 'Tokyo'), [told(1, 'TOKYO'), told(2, 'Paris')], kindOf, 5);
  expect(found.map(({ id, why }) => [id, why[0]])).toEqual([['i1', 'told of Tokyo as well']]);
});

const some = fc.record({
  number: fc.nat({ max: 40 }),
  root: fc.constantFrom('gw-1', 'gw-2', 'or-1', 'or-2'),
  site: fc.constantFrom('ldn', 'nyc', null),
  members: fc.uniqueArray(fc.constantFrom('gw-1', 'gw-2', 'or-1', 'or-2')),
});

test('IN-42 the order in which they were found does not matter, each says why, none is itself, and there are no more than asked for', () => {
  fc.assert(
    fc.property(
      some,
      fc.uniqueArray(some, { selector: ({ number }) => number }),
      fc.nat({ max: 6 }),
      (one, others, most) => {
        const all = others.map(({ number, ...rest }) => like(number, rest));
        const asked = like(one.number, one);
        const found = mostSimilar(asked, all, kindOf, most);
        expect(found).toEqual(mostSimilar(asked, all.toReversed(), kindOf, most));
        expect(found.length).toBeLessThanOrEqual(most);
        for (const { id, why } of found) {
          expect(id).not.toBe(asked.id);
          expect(why.length).toBeGreaterThan(0);
        }
      },
    ),
  );
});

test('IN-42 what fixed it is told before what helped meanwhile', () => {
  const line = (what: 'opened' | 'fixed' | 'workaround', text: string) => ({
    revision: 1,
    at: 1,
    by: 'anna',
    what,
    text,
  });
  const log = [line('opened', 'Nothing heard.'), line('fixed', 'Restarted'), line('workaround', 'Other line')];
  expect(whatHelped({ log })).toMatchObject({ what: 'fixed', text: 'Restarted' });
  expect(whatHelped({ log: log.slice(2) })).toMatchObject({ what: 'workaround', by: 'anna' });
  expect(whatHelped({ log: [] })).toBeNull();
  expect(likenessOf(incidentOf({ log, sentence: 'It recovers.' })).opened).toBe('Nothing heard.');
  expect(likenessOf(incidentOf({ log: [], sentence: 'It recovers.' })).opened).toBe('It recovers.');
});

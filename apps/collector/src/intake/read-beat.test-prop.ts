import { beatSchema, beatStatuses } from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBeat } from './read-beat.ts';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ minLength: 60, maxLength: 70 }),
  fc.string({ minLength: 495, maxLength: 505 }),
);
const junk = fc.oneof(
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom(null, '', 0, -1, 1.5, 1e300, [], {}, true, '1s', '5 m', '31d'),
);
const instants = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, 8_640_000_000_000_000, 8_640_000_000_000_001, 1.5),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '2026-03-02T08:00:00Z',
    '2026-03-02T08:00:00+01:00',
    '2026-03-02T08:00:00',
    '2026-13-02T08:00:00Z',
    'now',
  ),
);
const durations = fc.oneof(
  fc.integer(),
  fc.constantFrom('1s', '250ms', '5m', '1 h', '0s', '31d', '30d', '-1s', 's', '1.5s'),
);
const record = (value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 70 })), value, {
    maxKeys: 34,
  });

const beats = fc.record(
  {
    component: fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/),
      fc.stringMatching(/^[A-Za-z0-9._-]{1,66}$/),
      junk,
    ),
    probe: fc.oneof(fc.stringMatching(/^[A-Za-z0-9._-]{1,66}$/), junk),
    at: fc.oneof(instants, junk),
    epoch: fc.oneof(fc.string(), fc.integer(), fc.string({ minLength: 60, maxLength: 70 }), junk),
    seq: fc.oneof(fc.integer(), fc.nat(), junk),
    status: fc.oneof(fc.constantFrom(...beatStatuses), junk),
    every: fc.oneof(durations, junk),
    backBy: fc.oneof(instants, junk),
    metrics: fc.oneof(record(fc.double()), record(fc.integer()), record(junk), junk),
    labels: fc.oneof(record(anyText), record(junk), junk),
    message: fc.oneof(anyText, junk),
  },
  { requiredKeys: ['component'] },
);
const withMore = fc
  .tuple(beats, fc.dictionary(fc.string(), junk, { maxKeys: 1 }))
  .map(([beat, more]) => ({ ...more, ...beat }));

/** What can arrive is what JSON can say; a name that JSON can say and the schema drops without a word is refused here. */
const asSent = (value: unknown) => JSON.stringify(value) ?? 'null';

function agree(value: unknown): void {
  const text = asSent(value);
  if (text.includes('__proto__')) return;
  const bySchema = beatSchema.safeParse(JSON.parse(text));
  const byHand = readBeat(JSON.parse(text));
  expect(byHand).toEqual(bySchema.success ? bySchema.data : null);
}

test('HB-6 what is taken by hand is what the schema takes, with the same result', () => {
  fc.assert(fc.property(fc.oneof({ arbitrary: beats, weight: 5 }, withMore, junk), agree), { numRuns: 3000 });
});

test('HB-6 beats that are mostly right agree as well', () => {
  const nearlyRight = fc.record(
    {
      component: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/),
      at: instants,
      epoch: fc.oneof(fc.string({ minLength: 1, maxLength: 64 }), fc.integer()),
      seq: fc.nat(),
      status: fc.constantFrom(...beatStatuses),
      every: durations,
      metrics: record(fc.double({ noNaN: true, noDefaultInfinity: true })),
      labels: record(fc.string({ maxLength: 200 })),
      message: fc.string({ maxLength: 500 }),
    },
    { requiredKeys: ['component'] },
  );
  fc.assert(fc.property(nearlyRight, agree), { numRuns: 2000 });
});

test('HB-6 a number beyond all numbers is refused, and so is a name that would change the object', () => {
  expect(readBeat(JSON.parse('{"component":"a","metrics":{"x":1e999}}'))).toBeNull();
  expect(readBeat(JSON.parse('{"component":"a","metrics":{"__proto__":1}}'))).toBeNull();
  expect(readBeat(JSON.parse('{"component":"a","__proto__":{"sender":"x"}}'))).toBeNull();
});

test('HB-6 what only the collector may say is refused from a sender', () => {
  for (const field of ['heard', 'port', 'sender']) expect(readBeat({ component: 'a', [field]: 1 })).toBeNull();
});

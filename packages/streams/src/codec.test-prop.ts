import { entrySchema, type Entry } from '@yagura/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEntry, decodeTurn } from './codec.ts';
import { sampleEntry, sampleTurn } from './contract-suite/samples.ts';

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const instant = fc.nat(2_000_000_000);
const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const number = fc.double({ noNaN: true, noDefaultInfinity: true });

const beat = fc.record(
  {
    component: name,
    heard: instant,
    port: fc.constantFrom('http' as const, 'udp' as const),
    sender: name,
    status: fc.constantFrom('ok' as const, 'degraded' as const, 'down' as const, 'closing' as const),
    probe: name,
    at: instant,
    epoch: fc.string({ minLength: 1, maxLength: 64 }),
    seq: fc.nat(),
    every: fc.integer({ min: 1, max: 60_000 }),
    backBy: instant,
    metrics: fc.dictionary(name, number, { maxKeys: 4 }),
    labels: fc.dictionary(name, fc.string({ maxLength: 200 }), { maxKeys: 4 }),
    message: fc.string({ maxLength: 500 }),
  },
  { requiredKeys: ['component', 'heard', 'port', 'sender', 'status'] },
);

const entry = fc.record({
  collector: name,
  epoch: fc.string({ minLength: 1, maxLength: 64 }),
  n: fc.integer({ min: 1, max: 1e9 }),
  covers: fc.record({ from: instant, until: instant, paused: fc.nat() }),
  canary: fc.record({ http: instant, udp: instant }, { requiredKeys: [] }),
  late: fc.boolean(),
  beats: fc.array(beat, { maxLength: 5 }),
  occurrences: fc.array(
    fc.record({ component: name, event: name, heard: instant, sender: name, at: sometimes(instant) }),
    {
      maxLength: 2,
    },
  ),
});

const ofAnyType = fc.oneof(fc.constant(null), fc.boolean(), number, fc.string(), fc.constant([]), fc.constant({}));

/** Every place in a value, as the path to it. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}

function replacedAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) return value.with(Number(key), replacedAt(value[Number(key)], rest, replacement));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: replacedAt(fields[key], rest, replacement) };
}

function issuesOfType(value: unknown): string[] {
  const parsed = entrySchema.safeParse(value);
  if (parsed.success) return [];
  const ofType = ['invalid_type', 'invalid_value', 'invalid_union'];
  // A whole number where the schema wants one is a matter of spelling, not of type.
  const issues = parsed.error.issues.filter((issue) => !('format' in issue) && ofType.includes(issue.code));
  return issues
    .filter((issue) => !/expected int/.test(issue.message))
    .map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

describe('what is stored', () => {
  test('ST-5 every entry of the contract is read back equal', () => {
    fc.assert(
      fc.property(entry, (value) => {
        const text = JSON.stringify(value);
        expect(decodeEntry(text)).toEqual(entrySchema.parse(JSON.parse(text)) satisfies Entry);
      }),
    );
  });

  test('ST-5 a value of a wrong type anywhere makes an entry unreadable, as the schema would', () => {
    fc.assert(
      fc.property(entry, fc.nat(), ofAnyType, (value, place, replacement) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const paths = pathsOf(plain);
        const damaged = replacedAt(plain, paths[place % paths.length] ?? [], replacement);
        if (decodeEntry(JSON.stringify(damaged)) !== null) expect(issuesOfType(damaged)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('ST-5 no bytes whatever make reading fail', () => {
    const texts = [JSON.stringify(sampleEntry(1)), JSON.stringify(sampleTurn(1, 1))];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.string(), (text, at, noise) => {
        const place = at % text.length;
        const damaged = text.slice(0, place) + noise + text.slice(place + noise.length);
        for (const decode of [decodeEntry, decodeTurn]) expect(() => decode(damaged)).not.toThrow();
      }),
    );
  });
});

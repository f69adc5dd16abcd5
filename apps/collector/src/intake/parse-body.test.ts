import { maxBeatsPerRequest } from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';
import { parseBody } from './parse-body.ts';

const parse = (text: string, type?: string) => parseBody(text, type, 'beats');
const valuesIn = (text: string, type?: string) => {
  const parsed = parse(text, type);
  if (parsed.kind === 'unusable') throw new Error(parsed.error);
  return parsed.values;
};

test('HB-1 one object, an array, {beats:[…]} and one object a line are four ways to say the same', () => {
  const a = { component: 'a' };
  const b = { component: 'b' };
  expect(valuesIn(JSON.stringify(a))).toEqual([a]);
  expect(valuesIn(JSON.stringify([a, b], null, 2))).toEqual([a, b]);
  expect(valuesIn(JSON.stringify({ beats: [a, b] }))).toEqual([a, b]);
  expect(valuesIn(`${JSON.stringify(a)}\n\n${JSON.stringify(b)}\n`)).toEqual([a, b]);
  expect(valuesIn(`${JSON.stringify(a)}\r\n${JSON.stringify(b)}`, 'application/x-ndjson; charset=utf-8')).toEqual([
    a,
    b,
  ]);
  expect(valuesIn('[]')).toEqual([]);
});

test('HB-4 a line that is no JSON is rejected by its place, the others are taken', () => {
  const parsed = parse('{"component":"a"}\n{"component":\n{"component":"c"}', 'application/x-ndjson');
  expect(parsed).toMatchObject({ kind: 'values', values: [{ component: 'a' }, undefined, { component: 'c' }] });
  expect(parsed.kind === 'values' && parsed.broken.get(1)).toContain('column 14');
});

test('HB-5 what is no JSON is refused with the line and column where it ends being it', () => {
  const cases: [string, string][] = [
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['{', 'line 1, column 2'],
    ['{"a":1,}', 'line 1, column 8'],
    ['{\n  "a": tru\n}', 'line 2, column 8'],
    ['[1 2]', 'line 1, column 4'],
    ['{"a" 1}', 'line 1, column 6'],
    ['[1]]', 'line 1, column 4'],
    ['"a\u0001"', 'line 1, column 1'],
    ['[[[[', 'line 1, column 5'],
  ];
  for (const [text, place] of cases) {
    expect(parse(text), text).toMatchObject({ kind: 'unusable', status: 400 });
    expect((parse(text) as { error: string }).error, text).toContain(place);
  }
  expect(parse('{"beats":[],"token":"x"}')).toMatchObject({ kind: 'unusable', status: 400 });
});

test('HB-3 more than 5,000 in one request are refused, whichever way they are written', () => {
  const many = Array.from({ length: maxBeatsPerRequest + 1 }, () => ({}));
  expect(parse(JSON.stringify(many))).toMatchObject({ kind: 'unusable', status: 413 });
  expect(parse(JSON.stringify({ beats: many }))).toMatchObject({ kind: 'unusable', status: 413 });
  expect(parse(many.map(() => '{}').join('\n'))).toMatchObject({ kind: 'unusable', status: 413 });
  expect(valuesIn(JSON.stringify(many.slice(1)))).toHaveLength(maxBeatsPerRequest);
});

test('HB-5 a fault is found in every text that the engine refuses, and in no other', () => {
  const texts = fc.oneof(
    fc.json(),
    fc.string({
      unit: fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ',',
        ':',
        '1',
        '-',
        'e',
        '.',
        ' ',
        '\\',
        'u',
        'null',
        'true',
        '\n',
      ),
    }),
  );
  fc.assert(
    fc.property(texts, fc.nat(), (text, cut) => {
      for (const each of [text, text.slice(0, cut % (text.length + 1))]) {
        const { index: fault } = findJsonFault(each);
        let isJson = true;
        try {
          JSON.parse(each);
        } catch {
          isJson = false;
        }
        if (isJson) expect(fault).toBe(each.length);
        expect(fault).toBeLessThanOrEqual(each.length);
      }
    }),
    { numRuns: 2000 },
  );
});

test('HB-5 a fault behind a megabyte is found as well', () => {
  const long = 'x'.repeat(1_000_000);
  expect(findJsonFault(`["${long}",]`)).toEqual({ index: long.length + 4, exact: true });
  expect(findJsonFault('['.repeat(1_000_000)).exact).toBe(false);
  expect(findJsonFault(`["${'\\"'.repeat(500_000)}`).index).toBeLessThanOrEqual(1_000_002);
});

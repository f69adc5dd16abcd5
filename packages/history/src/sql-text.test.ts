import { describe, expect, test } from 'vitest';
import { asStored, identifier, json, sql } from './sql-text.ts';

describe('sql text', () => {
  test('HI-1 a value can never leave its literal', () => {
    expect(sql`SELECT ${"a'b"}, ${'c\\d'}`.text).toBe(`SELECT 'a''b',  E'c\\\\d'`);
    expect(sql`SELECT ${1}, ${true}, ${null}, ${identifier('my"table')}`.text).toBe(
      'SELECT 1, true, null, "my""table"',
    );
    expect(sql`SELECT ${sql`${'$1 $& $$'}`}`.text).toBe(`SELECT '$1 $& $$'`);
  });

  test('HI-1 a number that is not whole is refused', () => {
    for (const value of [Number.NaN, Infinity, 1.5, 2 ** 60]) expect(() => sql`SELECT ${value}`).toThrow(RangeError);
  });

  test('HI-2 JSON holds nothing that jsonb refuses', () => {
    expect(json({ a: 'x\0y', b: '\ud800z', c: '\udc00' }).text).toBe(
      `'{"a":"x\ufffdy","b":"\ufffdz","c":"\ufffd"}'::json`,
    );
    expect(json('\\u0000 stays, so does 🗼').text).toContain('\\u0000 stays, so does 🗼');
    expect(sql`${'x\0y'}`.text).toBe(`'x\ufffdy'`);
    const told = { a: 'x\0y', b: ['\ud800z', '\\u0000 stays, so does 🗼'] };
    expect(asStored(told)).toEqual({ a: 'x\ufffdy', b: ['\ufffdz', '\\u0000 stays, so does 🗼'] });
    expect(json(asStored(told)).text).toBe(json(told).text);
  });
});

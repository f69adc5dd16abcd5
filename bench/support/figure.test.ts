import { expect, test } from 'vitest';
import { faultOf, figureOf, lineOf } from './figure.ts';

const measured = {
  figure: 'beats over HTTP, batches of 100',
  value: 312_345.6,
  unit: 'beats/s',
  limit: { what: 'bare node:http parsing and answering the same bodies', value: 678_123 },
  budget: { text: 'as near to the limit as can be', kept: true },
  detail: { refused: 0, worst: 1.23456 },
};

test('BE-2 a figure is one line of JSON with its limit and its ratio to it', () => {
  const line = lineOf(figureOf(measured));
  expect(line).not.toContain('\n');
  const read: unknown = JSON.parse(line);
  expect(faultOf(read)).toBeNull();
  expect(read).toMatchObject({ value: 312_000, ratio: 0.461, limit: { value: 678_000 }, detail: { worst: 1.23 } });
});

test('BE-2 what lacks a part, or says another ratio, is no figure and is not printed', () => {
  const whole = figureOf(measured);
  const { limit: _limit, ...without } = whole;
  const faulty: unknown[] = [
    null,
    [],
    'a line',
    without,
    { ...whole, figure: ' ' },
    { ...whole, value: Number.NaN },
    { ...whole, ratio: 2 },
    { ...whole, limit: { what: 'nothing', value: 0 } },
    { ...whole, budget: { text: 'kept?' } },
    { ...whole, detail: { refused: 'none' } },
    { ...whole, extra: 1 },
  ];
  for (const value of faulty) expect(faultOf(value)).not.toBeNull();
  expect(() => lineOf({ ...whole, ratio: 2 })).toThrow('ratio must be value / limit');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
);

function luminance(name: string): number {
  const hex = tokens.get(name);
  if (!hex) throw new Error(`there is no colour --${name}`);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  ['ink', 'ground'],
  ['ink', 'panel'],
  ['soft', 'ground'],
  ['soft', 'panel'],
  ['faint', 'ground'],
  ['faint', 'panel'],
  ['ok-ink', 'ok'],
  ['ok-soft', 'ok'],
  ['ok-bright', 'panel'],
  ['degraded-ink', 'degraded'],
  ['down-ink', 'down'],
  ['down-bright', 'panel'],
  ['no-sight-ink', 'no-sight'],
  ['no-sight-ink', 'no-sight-light'],
  ['no-sight-ink', 'no-sight-dark'],
  ['no-sight-light', 'panel'],
  ['planned-ink', 'panel'],
  ['closed-ink', 'panel'],
  ['cover-ink', 'cover'],
])('WI-15 text: %s on %s has at least 4.5 : 1', (text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});

test.each(['degraded', 'down', 'no-sight', 'planned'])('WI-15 mark: %s has at least 3 : 1 on the panel', (mark) => {
  expect(contrast(mark, 'panel')).toBeGreaterThanOrEqual(3);
});

test.each(['degraded', 'down', 'no-sight'])('WI-15 mark: %s stands out from its quiet neighbours', (mark) => {
  expect(contrast(mark, 'ok')).toBeGreaterThanOrEqual(3);
});

test('WI-15 the states have the colours of the design', () => {
  expect(['ok', 'degraded', 'down', 'no-sight', 'planned'].map((name) => tokens.get(name))).toEqual([
    '#24423c',
    '#ffd23f',
    '#fa4d56',
    '#b0b5bd',
    '#4589ff',
  ]);
});

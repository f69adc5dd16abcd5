import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { themes, type Theme } from '@yagura/contract';
import { expect, test } from 'vitest';
import {
  asSeen,
  chromaOf,
  contrast,
  deficiencies,
  distance,
  labOf,
  lightOf,
  type Light,
} from '../test-support/colour.ts';

const source = join(import.meta.dirname, '..');
const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(theme: Theme): ReadonlyMap<string, string> {
  const rules = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return new Map([...rules.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]));
}

function lightIn(theme: Theme, name: string): Light {
  const hex = tokensOf(theme).get(name);
  if (!hex) throw new Error(`${theme} has no colour --${name}`);
  return lightOf(hex);
}

function between(theme: Theme, a: string, b: string): number {
  return contrast(lightIn(theme, a), lightIn(theme, b));
}

const inEach = (pairs: readonly (readonly [string, string])[]) =>
  themes.flatMap((theme) => pairs.map(([a, b]) => [theme, a, b] as const));

test.each(
  inEach([
    ['ink', 'ground'],
    ['ink', 'panel'],
    ['told', 'panel'],
    ['soft', 'ground'],
    ['soft', 'panel'],
    ['faint', 'ground'],
    ['faint', 'panel'],
    ['ok-ink', 'ok'],
    ['ok-soft', 'ok'],
    ['ok-ink', 'ground'],
    ['ok-bright', 'panel'],
    ['degraded-ink', 'degraded'],
    ['degraded-bright', 'panel'],
    ['degraded-bright', 'ground'],
    ['down-ink', 'down'],
    ['down-bright', 'panel'],
    ['down-bright', 'ground'],
    ['no-sight-ink', 'no-sight'],
    ['no-sight-ink', 'no-sight-light'],
    ['no-sight-ink', 'no-sight-dark'],
    ['no-sight-bright', 'panel'],
    ['no-sight-bright', 'ground'],
    ['no-sight-bright', 'drained'],
    ['planned-ink', 'panel'],
    ['planned-ink', 'ground'],
    ['closed-ink', 'panel'],
    ['drained-ink', 'drained-face'],
    ['cover-ink', 'cover'],
  ]),
)('WI-15 %s: text %s on %s has at least 4.5 : 1', (theme, text, ground) => {
  expect(between(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
});

const loud = ['degraded', 'down', 'no-sight', 'planned'] as const;

test.each(inEach([...loud, 'live', 'mark'].map((mark) => [mark, 'panel'])))(
  'WI-15 %s: mark %s has at least 3 : 1 on the %s',
  (theme, mark, ground) => {
    expect(between(theme, mark, ground)).toBeGreaterThanOrEqual(3);
  },
);

test.each(inEach(['degraded', 'down', 'no-sight'].map((mark) => [mark, 'ok'])))(
  'WI-15 %s: mark %s stands out from its quiet neighbours (%s)',
  (theme, mark, ok) => {
    expect(between(theme, mark, ok)).toBeGreaterThanOrEqual(3);
  },
);

test('WI-15 the states of the dark look have the colours of the design', () => {
  expect(['ok', ...loud].map((name) => tokensOf('dark').get(name))).toEqual([
    '#24423c',
    '#ffd23f',
    '#fa4d56',
    '#b0b5bd',
    '#4589ff',
  ]);
});

/**
 * The nearest two states are to anybody's eye, three deficiencies included. Green and red, and amber and red, cannot be as far
 * apart for who sees no red or no green: in the classic look shape and word say more than colour does.
 */
const least: Readonly<Record<Theme, number>> = { dark: 19.8, bright: 20, grey: 20, classic: 16.5 };

test.each(themes)('WI-101 %s: whatever deficiency looks at it, no two states come nearer than is said', (theme) => {
  const states = ['ok', ...loud];
  const nearest = states.flatMap((one, at) =>
    states.slice(at + 1).flatMap((other) => {
      const pair = [lightIn(theme, one), lightIn(theme, other)] as const;
      const seen = [pair, ...deficiencies.map((which) => [asSeen(pair[0], which), asSeen(pair[1], which)] as const)];
      return seen.map(([a, b]) => ({ one, other, apart: distance(labOf(a), labOf(b)) }));
    }),
  );
  const [closest] = nearest.toSorted((a, b) => a.apart - b.apart);
  expect(closest?.apart, JSON.stringify(closest)).toBeGreaterThanOrEqual(least[theme]);
  // What is promised is what is there, not less.
  expect(closest?.apart).toBeLessThan(least[theme] + 1.5);
});

test.each(themes)('WI-102 %s: ok is the dullest, by how little it leaves the ground and by its colour', (theme) => {
  const mine = between(theme, 'ok', 'panel');
  for (const state of loud) expect(between(theme, state, 'panel')).toBeGreaterThan(mine * 1.8);
  const chroma = (name: string) => chromaOf(labOf(lightIn(theme, name)));
  // What is out of sight has no colour at all: its hatch and its lightness tell it.
  for (const state of ['degraded', 'down', 'planned']) expect(chroma('ok')).toBeLessThan(chroma(state) / 2);
  if (theme === 'grey') expect(chroma('ok')).toBeLessThan(4);
});

test('WI-103 each look says all of the same names', () => {
  const names = [...tokensOf('dark').keys()];
  for (const theme of themes) expect([...tokensOf(theme).keys()]).toEqual(names);
});

test('WI-103 colours stand in the tokens and nowhere else', () => {
  const literal =
    /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(|:[^;{]*\b(?:white|black|red|blue|green|gr[ae]y)\b(?!-)\s*[;,}]/i;
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(css|tsx)$/.test(file) && !/tokens\.css$|\.test\.tsx$|test-support/.test(file))
    .flatMap((file) => {
      const lines = readFileSync(join(source, file), 'utf8').split('\n');
      const colours = file.endsWith('.css') ? lines : lines.filter((line) => /['"`]#[0-9a-f]{3,8}['"`]/i.test(line));
      return colours.filter((line) => literal.test(line)).map((line) => `${file}: ${line.trim()}`);
    });
  expect(found).toEqual([]);
});

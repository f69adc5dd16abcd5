import { expect, test } from 'vitest';
import { findCircles, mostCircles } from './find-circles.ts';

const graph = (text: string) =>
  new Map(text.split('; ').map((line) => [line.charAt(0), line.slice(2).split('').filter(Boolean)] as const));

test('CH-3 every circle is told, each from its first name in the order of the file', () => {
  expect(findCircles(graph('a:b; b:c; c:a; d:e; e:d; f:a; g:g'))).toEqual([['a', 'b', 'c'], ['d', 'e'], ['g']]);
  expect(findCircles(graph('a:bc; b:d; c:d; d:'))).toEqual([]);
});

test('CH-3 two circles that share a dependency are both told', () => {
  expect(findCircles(graph('a:b; b:ca; c:a'))).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('CH-3 a long chain is no burden, and a knot of everything is cut short', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `c${index}`);
  const chain = new Map(ids.map((id, index) => [id, ids.slice(index + 1, index + 2)]));
  expect(findCircles(chain)).toEqual([]);
  expect(findCircles(new Map([...chain, ['c9999', ['c0']]]))).toEqual([ids]);
  const few = ids.slice(0, 60);
  expect(findCircles(new Map(few.map((id) => [id, few])))).toHaveLength(mostCircles);
});

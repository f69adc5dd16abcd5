import { expect, test } from 'vitest';
import { neighbour, type Placed } from './neighbour.ts';

/** Two lines of three in one cell, one tile of another cell further to the right, and a line below. */
const at = (id: string, x: number, y: number): Placed => ({ id, rect: { x, y, width: 40, height: 20 } });
const tiles = [at('a', 0, 0), at('b', 50, 0), at('c', 100, 0), at('d', 0, 30), at('e', 300, 1), at('f', 110, 100)];

test('WI-23 left and right go along the line, over cells, and on to the next line', () => {
  const way = ['a', 'b', 'c', 'e', 'd', 'f'];
  for (const [place, id] of way.entries()) {
    expect(neighbour(tiles, id, 'right')).toBe(way[place + 1] ?? null);
    expect(neighbour(tiles, id, 'left')).toBe(way[place - 1] ?? null);
  }
});

test('WI-23 up and down go to the nearest of the line above or below', () => {
  expect(neighbour(tiles, 'c', 'down')).toBe('d');
  expect(neighbour(tiles, 'd', 'down')).toBe('f');
  expect(neighbour(tiles, 'f', 'up')).toBe('d');
  expect(neighbour(tiles, 'd', 'up')).toBe('a');
  expect(neighbour(tiles, 'a', 'up')).toBeNull();
  expect(neighbour(tiles, 'gone', 'up')).toBeNull();
});

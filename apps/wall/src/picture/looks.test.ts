import { expect, test } from 'vitest';
import type { Flag } from '@yagura/contract';
import { component, status } from '../test-support/board.ts';
import { createTestWall } from '../test-support/wall.ts';
import { lookOf, sameLook, type PictureTile, type Scene } from './looks.ts';

const tile: PictureTile = {
  index: 0,
  rect: { x: 0, y: 0, width: 240, height: 60 },
  component: component('gw-1'),
  name: 'gw-1',
};
const scene: Scene = { tiles: [tile], detail: 'full', letters: null, unit: 1 };

function lookWith(flags: Flag[], detail: Scene['detail'] = 'full') {
  const wall = createTestWall();
  wall.snapshot({ statuses: [status('down', { flags }), status()] });
  return lookOf(wall.state(), tile, { ...scene, detail });
}

test('WI-93, WI-105 a tile of the picture bears the signs that an element would, and is painted anew with another sign', () => {
  expect(lookWith([]).marks).toEqual([]);
  const both = lookWith(['grouped', 'taken', 'slow']);
  expect(both.marks).toEqual(['taken', 'grouped']);
  expect(lookWith(['taken'], 'mark').marks).toEqual(['taken']);
  expect(sameLook(both, lookWith(['taken', 'grouped']))).toBe(true);
  expect(sameLook(both, lookWith(['taken']))).toBe(false);
});

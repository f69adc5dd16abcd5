import { inventoryOf, entryOf, beatOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { captureWorld, chunksOf, worldFormat } from './capture.ts';
import { createWorld, foldTurn } from './fold.ts';

/** Every path to a value, lists by their first member: the shape of a memory without what it remembers. */
function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${path}[]`] : shapeOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => shapeOf(member, `${path}.${name}`));
}

test('WA-42 what is remembered has a format, to be raised whenever its shape changes', () => {
  const start = 1_800_000_000_000;
  const world = createWorld(1, start);
  const beats = [beatOf('a', start + 50, { status: 'degraded', epoch: 'e', seq: 1, metrics: { load: 1 } })];
  const entries = [entryOf({ from: start, until: start + 100, beats })];
  foldTurn(world, { inventory: inventoryOf({ components: ['a'] }), findings: null, entries, now: start + 100 });
  const chunks = [...chunksOf(captureWorld(world, { epoch: 1, turn: 1, now: 1 }))].filter(
    ({ part }) => part !== 'board',
  );
  const shape = chunks.flatMap(({ text }) => shapeOf(JSON.parse(text))).toSorted();
  // When this differs: raise worldFormat by one, then record the new shape with `vitest run -u`.
  expect({ worldFormat, shape }).toMatchSnapshot();
});

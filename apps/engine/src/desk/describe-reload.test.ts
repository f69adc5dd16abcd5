import type { Inventory } from '@yagura/contract';
import { readDeskFile } from '@yagura/desk-file';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareDesks, describeReload } from './describe-reload.ts';

const read = readDeskFile(join(import.meta.dirname, '../../../../config/desk.example.yaml'), {
  LDN_APPS_TOKEN: 'long-enough-token',
});
if (!read.ok) throw new Error(read.text);
const desk: Inventory = read.inventory;

test('TU-5 a reload says how many it will add, remove and stop watching', () => {
  const [first, second, third, fourth] = desk.components;
  if (!first || !second || !third || !fourth) throw new Error('the example desk has four components');
  const after = { ...desk, components: [first, { ...second, name: 'renamed' }, { ...fourth, id: 'new-one' }] };
  const reload = compareDesks(desk, after, (id) => id === third.id);
  expect(reload).toEqual({ added: ['new-one'], changed: [second.id], removed: [fourth.id], stopped: [third.id] });
  expect(describeReload(reload)).toBe('will add 1, remove 1, stop watching 1');
});

test('TU-5 the first desk adds everything', () => {
  expect(describeReload(compareDesks(null, desk, () => false))).toBe('will add 4, remove 0, stop watching 0');
});

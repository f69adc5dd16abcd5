import { expect, test } from 'vitest';
import { component, snapshot, status } from '../test-support/board.ts';
import { impactOf } from './impact.ts';

const cluster = { id: 'gw', mode: 'active-active', of: 3, need: 2 } as const;
const components = [
  component('net'),
  component('gw-1', { dependsOn: ['net'], cluster }),
  component('gw-2', { dependsOn: ['net'], cluster }),
  component('gw-3', { cluster }),
  component('or', { dependsOn: ['gw-1', 'gw-2'] }),
  component('web', { dependsOn: ['or'] }),
];
const { layout } = snapshot({ components });
const healths = ['ok', 'down', 'degraded', 'no-sight', 'ok', 'ok'] as const;
const statuses = healths.map((health) => status(health));
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const of = (index: number) => impactOf(layout, statuses, components[index] ?? component('none'));

test('WI-24 what leans on a component within two hops, and what it leans on', () => {
  const network = of(0);
  expect(ids(network.direct)).toEqual(['gw-1', 'gw-2']);
  expect(ids(network.indirect)).toEqual(['or']);
  expect(network.direct.map(({ health }) => health)).toEqual(['down', 'degraded']);
  expect(ids(of(4).dependsOn)).toEqual(['gw-1', 'gw-2']);
  expect(ids(of(5).direct)).toEqual([]);
});

test('WI-24 of a cluster only those known to work count as working', () => {
  expect(of(1).cluster).toEqual({ id: 'gw', working: 1, need: 2, of: 3 });
  expect(of(0).cluster).toBeNull();
});

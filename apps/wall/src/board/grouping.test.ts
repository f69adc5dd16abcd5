import { expect, test } from 'vitest';
import { component, snapshot } from '../test-support/board.ts';
import { groupByLayerAndRegion } from './grouping.ts';
import { shortNames } from './short-names.ts';

function layoutOf(components: ReturnType<typeof component>[]) {
  const sites = ['Asia-Pacific', 'Europe', 'Americas'].map((region) => ({
    id: region.toLowerCase(),
    name: region,
    timeZone: 'UTC',
    region,
    witnesses: [],
  }));
  return { ...snapshot({ components }).layout, sites };
}

test('WI-1 rows are layers from the client to the wire, columns regions in the order of the sites', () => {
  const grouping = groupByLayerAndRegion(
    layoutOf([
      component('n', { layer: 'network', region: 'Americas' }),
      component('g', { region: 'Asia-Pacific' }),
      component('c', { layer: 'client-access', region: 'Americas' }),
    ]),
  );
  expect(grouping.rows.map(({ name }) => name)).toEqual(['Client access', 'Exchange gateways', 'Network']);
  expect(grouping.columns.map(({ name }) => name)).toEqual(['Asia-Pacific', 'Americas']);
});

test('WI-7 what registered itself stands in a row of its own over all columns', () => {
  const grouping = groupByLayerAndRegion(layoutOf([component('g'), component('x', { unregistered: true })]));
  expect(grouping.rows.at(-1)?.name).toBe('Unregistered');
  expect(grouping.cells.at(-1)).toMatchObject({ column: null, members: [1] });
  expect(grouping.cells.slice(0, -1).flatMap(({ members }) => members)).toEqual([0]);
});

test('WI-1 a tile drops what its whole row shares, and nothing when it would be left without a name', () => {
  const short = (ids: string[]) => {
    const cell = { key: 'a', row: 0, column: 0, members: ids.map((_, index) => index) };
    return [...shortNames([cell], (index) => ids[index] ?? '').values()];
  };
  expect(short(['gw-xlon-1', 'gw-xlon-2', 'gw-xetr-1'])).toEqual(['xlon-1', 'xlon-2', 'xetr-1']);
  expect(short(['web-eu', 'desk-eu', 'fix-eu'])).toEqual(['web-eu', 'desk-eu', 'fix-eu']);
  expect(short(['gw-a', 'gw-b'])).toEqual(['gw-a', 'gw-b']);
  expect(short(['gw-', 'gw-1', 'gw-2'])).toEqual(['gw-', 'gw-1', 'gw-2']);
});

import type { Layout, View } from '@yagura/contract';
import { expect, test } from 'vitest';
import { component, snapshot } from '../test-support/board.ts';
import { mapView } from '../views/choose-view.ts';
import { fold } from './coarsen.ts';
import { groupBy } from './grouping.ts';
import { shortNames } from './short-names.ts';

const groupByLayerAndRegion = (layout: Layout) => groupBy(layout, mapView).grouping;
const viewOf = (rows: View['rows'], columns: View['columns'], where?: string): View => ({
  id: 'v',
  name: 'V',
  rows,
  columns,
  ...(where !== undefined && { where }),
});

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

test('WI-85 kinds stand in their own order, venues by the sun and then by their codes, owners by name', () => {
  const layout = layoutOf([
    component('a', { region: 'Americas', venue: 'XNYS', kind: 'job', owner: 'zoe' }),
    component('b', { region: 'Europe', venue: 'XPAR', kind: 'network', owner: 'ann' }),
    component('c', { region: 'Europe', venue: 'XLON', kind: 'gateway', owner: null }),
    component('d', { region: 'Asia-Pacific', venue: 'XTKS', kind: 'gateway', owner: 'zoe' }),
  ]);
  const { rows, columns } = groupBy(layout, viewOf('kind', 'venue')).grouping;
  expect(rows.map(({ name }) => name)).toEqual(['Gateways', 'Network', 'Jobs']);
  expect(columns.map(({ name }) => name)).toEqual(['XTKS', 'XLON', 'XPAR', 'XNYS']);
  const owners = groupBy(layout, viewOf('owner', 'region')).grouping.rows;
  expect(owners.map(({ name }) => name)).toEqual(['ann', 'zoe', 'No owner']);
});

test('WI-85 what serves several services stands once, under the first that it names', () => {
  const layout = layoutOf([
    component('a', { services: ['prices', 'orders'] }),
    component('b', { services: ['orders'] }),
    component('c'),
  ]);
  const { shape, cells } = groupBy(layout, viewOf('service', 'service')).grouping;
  expect(shape).toBe('list');
  expect(cells.map(({ head, members }) => [head?.name, members])).toEqual([
    ['orders', [1]],
    ['prices', [0]],
    ['No service', [2]],
  ]);
});

test('WI-85 a table with too many columns becomes a list of the places in which something stands', () => {
  const layout = layoutOf([component('a', { venue: 'XLON' }), component('b', { venue: 'XPAR', kind: 'network' })]);
  const folded = fold(groupBy(layout, viewOf('kind', 'venue')).grouping);
  expect(folded.cells.map(({ head, members }) => [head?.name, members])).toEqual([
    ['Gateways · XLON', [0]],
    ['Network · XPAR', [1]],
  ]);
});

test('WI-86 a filter leaves out what does not meet it, and one that cannot be read leaves out nothing', () => {
  const layout = layoutOf([component('a', { venue: 'XLON' }), component('b', { venue: 'XPAR' })]);
  expect(groupBy(layout, viewOf('kind', 'venue', 'venue:XLON')).outside).toEqual([1]);
  expect(groupBy(layout, viewOf('kind', 'venue', 'venue=XLON')).outside).toEqual([]);
});

import { layers, type BoardComponent, type Layer, type Layout } from '@yagura/contract';

export const layerNames: Readonly<Record<Layer, string>> = {
  'client-access': 'Client access',
  'order-routing': 'Order routing',
  'exchange-gateways': 'Exchange gateways',
  'market-data': 'Market data',
  clearing: 'Clearing & back office',
  network: 'Network',
};

export interface Group {
  readonly key: string;
  readonly name: string;
}

/** One place of the fixed map and what stands in it, as places in `layout.components`. */
export interface CellContent {
  readonly key: string;
  readonly row: number;
  /** null: it spans all columns. */
  readonly column: number | null;
  readonly members: readonly number[];
}

export interface Grouping {
  readonly rows: readonly Group[];
  readonly columns: readonly Group[];
  readonly cells: readonly CellContent[];
}

/** Rows are layers from the client down to the wire, columns regions in the order of the sites. Only what exists has a place. */
export function groupByLayerAndRegion(layout: Layout): Grouping {
  const columns = regionsOf(layout);
  const known = [...layout.components.entries()];
  const registered = known.filter(([, component]) => !component.unregistered);
  const rows: Group[] = layers
    .filter((layer) => registered.some(([, component]) => component.layer === layer))
    .map((layer) => ({ key: layer, name: layerNames[layer] }));
  const cells = rows.flatMap((row, rowAt) =>
    columns.map((column, columnAt) => ({
      key: `${row.key}|${column.key}`,
      row: rowAt,
      column: columnAt,
      members: registered.filter(([, each]) => belongs(each, row, column)).map(([index]) => index),
    })),
  );
  const strangers = known.filter(([, component]) => component.unregistered).map(([index]) => index);
  if (strangers.length === 0) return { rows, columns, cells };
  const row = { key: 'unregistered', name: 'Unregistered' };
  return {
    rows: [...rows, row],
    columns,
    cells: [...cells, { key: row.key, row: rows.length, column: null, members: strangers }],
  };
}

function belongs(component: BoardComponent, row: Group, column: Group): boolean {
  return component.layer === row.key && component.region === column.key;
}

function regionsOf({ sites, components }: Layout): Group[] {
  const used = new Set(components.filter((component) => !component.unregistered).map(({ region }) => region));
  const ordered = [...new Set([...sites.map(({ region }) => region), ...used])];
  return ordered.filter((region) => used.has(region)).map((region) => ({ key: region, name: region }));
}

import type { Group } from './attributes.ts';
import type { CellContent, Grouping } from './grouping.ts';

/** How much is told together where not every place has room of its own. */
export type Coarseness = 'cells' | 'groups' | 'rows' | 'whole';

export interface Coarsened {
  readonly coarseness: Coarseness;
  readonly grouping: Grouping;
}

/** A table with more columns than can be drawn, as a list of the places in which something stands. */
export function fold({ rows, columns, cells }: Grouping): Grouping {
  const folded = cells.flatMap((cell) => {
    const row = rows[cell.row];
    const column = cell.column === null ? undefined : columns[cell.column];
    if (cell.members.length === 0 || row === undefined) return [];
    const head = column === undefined ? row : besides(row, column);
    return [{ ...cell, head, column: cell.column === null ? null : 0 }];
  });
  return { shape: 'list', rows, columns: [], cells: folded };
}

function besides(row: Group, column: Group): Group {
  return {
    key: `${row.key}|${column.key}`,
    name: `${row.name} · ${column.name}`,
    brief: `${row.brief} ${column.brief}`,
  };
}

/** Ever fewer places, each of ever more neighbours; the last is one for everything. */
export function* coarsenings(grouping: Grouping): Generator<Coarsened> {
  yield { coarseness: 'cells', grouping };
  if (grouping.shape === 'list') yield* fewerPlaces(grouping);
  else yield* fewerColumns(grouping);
  yield { coarseness: 'whole', grouping: whole(grouping) };
}

function* fewerColumns(grouping: Grouping): Generator<Coarsened> {
  const { columns, rows } = grouping;
  for (const per of steps(columns.length)) yield { coarseness: 'groups', grouping: mergeColumns(grouping, per) };
  const wide = columns.length > 1 ? mergeColumns(grouping, columns.length) : grouping;
  if (columns.length > 1) yield { coarseness: 'rows', grouping: wide };
  for (const per of steps(rows.length)) yield { coarseness: 'rows', grouping: mergeRows(wide, per) };
}

function* fewerPlaces(grouping: Grouping): Generator<Coarsened> {
  const { rows, cells } = grouping;
  const folded = cells.length > rows.length && rows.length > 1;
  const byRow = folded ? mergeRow(grouping) : grouping;
  if (folded) yield { coarseness: 'rows', grouping: byRow };
  for (const per of steps(byRow.cells.length))
    yield { coarseness: folded ? 'rows' : 'groups', grouping: mergePlaces(byRow, per) };
}

/** The places of a table that was folded, by row again. */
function mergeRow(grouping: Grouping): Grouping {
  const merged = mergeBy(grouping.cells, ({ row }) => ({ row, column: 0 }));
  return { ...grouping, cells: merged.map((cell) => ({ ...cell, head: grouping.rows[cell.row] ?? null })) };
}

/** How many are put together: each step leaves fewer than the one before, and more than one. */
function steps(count: number): number[] {
  const found: number[] = [];
  let left = count;
  for (let per = 2; per < count; per++) {
    const next = Math.ceil(count / per);
    if (next < left && next > 1) {
      found.push(per);
      left = next;
    }
  }
  return found;
}

function mergeColumns(grouping: Grouping, per: number): Grouping {
  const columns = joined(grouping.columns, per);
  const merged = mergeBy(grouping.cells, (cell) =>
    cell.column === null ? { row: cell.row, column: null } : { row: cell.row, column: Math.floor(cell.column / per) },
  );
  return { ...grouping, columns, cells: merged };
}

function mergeRows(grouping: Grouping, per: number): Grouping {
  const rows = joined(grouping.rows, per);
  const merged = mergeBy(grouping.cells, (cell) => ({ row: Math.floor(cell.row / per), column: 0 }));
  return { ...grouping, rows, cells: merged };
}

function mergePlaces(grouping: Grouping, per: number): Grouping {
  const heads = joined(
    grouping.cells.flatMap(({ head }) => head ?? []),
    per,
  );
  const place = new Map(grouping.cells.map((cell, at) => [cell, Math.floor(at / per)]));
  const merged = mergeBy(grouping.cells, (cell) => ({ row: place.get(cell) ?? 0, column: 0 }));
  return { ...grouping, rows: heads, cells: merged.map((cell, at) => ({ ...cell, head: heads[at] ?? null })) };
}

function whole(grouping: Grouping): Grouping {
  const members = grouping.cells.flatMap((cell) => cell.members);
  return {
    shape: 'list',
    rows: [],
    columns: [],
    cells: [{ key: 'whole', row: 0, column: 0, members, head: null }],
  };
}

function mergeBy(
  cells: readonly CellContent[],
  placeOf: (cell: CellContent) => Pick<CellContent, 'row' | 'column'>,
): CellContent[] {
  const merged = new Map<string, CellContent>();
  for (const cell of cells) {
    const place = placeOf(cell);
    const at = `${place.row}|${place.column}`;
    const there = merged.get(at);
    const members = there ? [...there.members, ...cell.members] : cell.members;
    merged.set(at, { key: there?.key ?? cell.key, ...place, members, head: null });
  }
  return [...merged.values()];
}

function joined(groups: readonly Group[], per: number): Group[] {
  const found: Group[] = [];
  for (let at = 0; at < groups.length; at += per) found.push(joinedOne(groups.slice(at, at + per)));
  return found;
}

function joinedOne(groups: readonly Group[]): Group {
  const [first, ...others] = groups;
  const last = others.at(-1);
  if (first === undefined) return { key: '', name: '', brief: '' };
  if (last === undefined) return first;
  const between = others.length === 1 ? ', ' : ' – ';
  return {
    key: `${first.key}…${last.key}`,
    name: `${first.name}${between}${last.name}`,
    brief: `${first.brief}${between}${last.brief}`,
  };
}

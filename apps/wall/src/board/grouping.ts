import type { BoardComponent, Layout, View } from '@yagura/contract';
import { meets, readWhere } from '@yagura/domain';
import { groupsOf, keyOf, type Group } from './attributes.ts';

/** One place of the fixed map and what stands in it, as places in `layout.components`. */
export interface CellContent {
  readonly key: string;
  readonly row: number;
  /** null: it spans all columns. */
  readonly column: number | null;
  readonly members: readonly number[];
  /** What is written above it where neither row nor column says so. */
  readonly head: Group | null;
}

/** `list`: places that follow each other and wrap, each with its own head. */
export interface Grouping {
  readonly shape: 'grid' | 'list';
  readonly rows: readonly Group[];
  readonly columns: readonly Group[];
  readonly cells: readonly CellContent[];
}

export interface Grouped {
  readonly grouping: Grouping;
  /** What the view's filter leaves out. */
  readonly outside: readonly number[];
}

const unregistered: Group = { key: 'unregistered', name: 'Unregistered', brief: 'Unregistered' };

type Placed = readonly [index: number, component: BoardComponent];

/** Who stands where in a view. Only what exists has a place, and it hangs on the layout alone, never on a state. */
export function groupBy(layout: Layout, view: View): Grouped {
  const read = readWhere(view.where ?? '');
  // The desk file's reader refuses what cannot be read; from elsewhere it hides nothing.
  const conditions = read.ok ? read.conditions : [];
  const placed = [...layout.components.entries()];
  const inside = placed.filter(([, component]) => meets(component, conditions));
  const here = new Set(inside.map(([index]) => index));
  const known = inside.filter(([, component]) => !component.unregistered);
  const grouping = view.rows === view.columns ? listBy(layout, known, view) : gridBy(layout, known, view);
  return {
    grouping: withStrangers(grouping, inside),
    outside: placed.flatMap(([index]) => (here.has(index) ? [] : [index])),
  };
}

function gridBy(layout: Layout, known: readonly Placed[], view: View): Grouping {
  const components = known.map(([, component]) => component);
  const rows = groupsOf(layout, components, view.rows);
  const columns = groupsOf(layout, components, view.columns);
  const members = membersBy(known, (each) => `${keyOf(each, view.rows)}|${keyOf(each, view.columns)}`);
  const cells = rows.flatMap((row, rowAt) =>
    columns.map((column, columnAt) => {
      const key = `${row.key}|${column.key}`;
      return { key, row: rowAt, column: columnAt, members: members.get(key) ?? [], head: null };
    }),
  );
  return { shape: 'grid', rows, columns, cells };
}

function listBy(layout: Layout, known: readonly Placed[], view: View): Grouping {
  const heads = groupsOf(
    layout,
    known.map(([, component]) => component),
    view.rows,
  );
  const members = membersBy(known, (each) => keyOf(each, view.rows));
  return {
    shape: 'list',
    rows: heads,
    columns: [],
    cells: heads.map((head, row) => ({ key: head.key, row, column: 0, members: members.get(head.key) ?? [], head })),
  };
}

function membersBy(known: readonly Placed[], key: (component: BoardComponent) => string): Map<string, number[]> {
  const members = new Map<string, number[]>();
  for (const [index, component] of known) {
    const at = key(component);
    const there = members.get(at);
    if (there) there.push(index);
    else members.set(at, [index]);
  }
  return members;
}

/** What registered itself has a row of its own over all columns. */
function withStrangers(grouping: Grouping, inside: readonly Placed[]): Grouping {
  const strangers = inside.filter(([, component]) => component.unregistered).map(([index]) => index);
  if (strangers.length === 0) return grouping;
  const head = grouping.shape === 'list' ? unregistered : null;
  const cell = { key: unregistered.key, row: grouping.rows.length, column: null, members: strangers, head };
  return { ...grouping, rows: [...grouping.rows, unregistered], cells: [...grouping.cells, cell] };
}

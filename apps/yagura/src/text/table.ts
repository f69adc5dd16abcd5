export interface Column {
  readonly head: string;
  /** Figures stand to the right, words to the left. */
  readonly figures?: boolean;
  /** Longer words end in an ellipsis. */
  readonly atMost?: number;
}

/** Lines of a table with two spaces before and between its columns; the last column is not filled up. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => row.map((cell, at) => cut(cell, columns[at])))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells.map((row) =>
    `  ${row.map((cell, at) => fill(cell, widths[at] ?? 0, columns[at])).join('  ')}`.trimEnd(),
  );
}

function cut(cell: string, column: Column | undefined): string {
  const most = column?.atMost ?? Infinity;
  return cell.length <= most ? cell : `${cell.slice(0, most - 1)}…`;
}

function fill(cell: string, width: number, column: Column | undefined): string {
  return column?.figures ? cell.padStart(width) : cell.padEnd(width);
}

export interface Scrolled {
  readonly count: number;
  readonly rowHeight: number;
  /** Of what is in sight. */
  readonly height: number;
  readonly top: number;
}

/** Rows beyond both edges, so that a quick hand sees no hole. */
const beyond = 8;

export interface Window {
  readonly first: number;
  /** The row after the last one. */
  readonly end: number;
}

/** The rows that have to be there, however many there are. */
export function windowOf({ count, rowHeight, height, top }: Scrolled): Window {
  const inSight = Math.ceil(height / rowHeight) + 1;
  const first = Math.min(Math.floor(Math.max(0, top) / rowHeight), Math.max(0, count - inSight));
  return { first: Math.max(0, first - beyond), end: Math.min(count, first + inSight + beyond) };
}

/** Where to scroll so that a row is whole in sight; where it is already, nowhere. */
export function topToShow(index: number, { rowHeight, height, top }: Omit<Scrolled, 'count'>): number {
  const from = index * rowHeight;
  if (from < top) return from;
  return Math.max(top, from + rowHeight - height);
}

/** So much is left below that more should be on its way. */
export function isNearEnd({ count, rowHeight, height, top }: Scrolled): boolean {
  return count * rowHeight - (top + height) < 2 * height;
}

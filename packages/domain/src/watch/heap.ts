/** A binary heap of instants. Entries may be out of date: who pops looks again at what is true. */
export interface InstantHeap {
  push(at: number, id: string): void;
  first(): HeapEntry | null;
  /** The earliest entry at or before `until`; null when there is none. */
  popUntil(until: number): HeapEntry | null;
  readonly size: number;
}

export interface HeapEntry {
  readonly at: number;
  readonly id: string;
}

export function createInstantHeap(): InstantHeap {
  const items: HeapEntry[] = [];
  return {
    push(at, id) {
      items.push({ at, id });
      siftUp(items);
    },
    first: () => items[0] ?? null,
    popUntil(until) {
      const top = items[0];
      if (top === undefined || top.at > until) return null;
      const last = items.pop();
      if (last !== undefined && items.length > 0) {
        items[0] = last;
        siftDown(items);
      }
      return top;
    },
    get size() {
      return items.length;
    },
  };
}

function siftUp(items: HeapEntry[]): void {
  let index = items.length - 1;
  const moved = items[index];
  if (moved === undefined) return;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = items[parent];
    if (above === undefined || above.at <= moved.at) break;
    items[index] = above;
    index = parent;
  }
  items[index] = moved;
}

function siftDown(items: HeapEntry[]): void {
  const moved = items[0];
  if (moved === undefined) return;
  let index = 0;
  for (;;) {
    const child = smallerChild(items, index);
    const below = items[child];
    if (below === undefined || below.at >= moved.at) break;
    items[index] = below;
    index = child;
  }
  items[index] = moved;
}

function smallerChild(items: readonly HeapEntry[], index: number): number {
  const left = 2 * index + 1;
  const right = left + 1;
  const a = items[left];
  const b = items[right];
  return a !== undefined && b !== undefined && b.at < a.at ? right : left;
}

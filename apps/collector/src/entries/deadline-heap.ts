/** Smallest key first. Two parallel arrays: ten thousand objects would cost the collector of garbage more than the heap. */
export interface DeadlineHeap {
  readonly keys: number[];
  readonly ids: string[];
}

export const newHeap = (): DeadlineHeap => ({ keys: [], ids: [] });

const keyAt = (heap: DeadlineHeap, index: number): number => heap.keys[index] ?? Infinity;

export const topKey = (heap: DeadlineHeap): number => keyAt(heap, 0);
export const topId = (heap: DeadlineHeap): string => heap.ids[0] ?? '';

function swap(heap: DeadlineHeap, a: number, b: number): void {
  const { keys, ids } = heap;
  const key = keyAt(heap, a);
  const id = ids[a] ?? '';
  keys[a] = keyAt(heap, b);
  ids[a] = ids[b] ?? '';
  keys[b] = key;
  ids[b] = id;
}

function sink(heap: DeadlineHeap): void {
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const smaller = keyAt(heap, left + 1) < keyAt(heap, left) ? left + 1 : left;
    if (keyAt(heap, smaller) >= keyAt(heap, index)) return;
    swap(heap, smaller, index);
    index = smaller;
  }
}

export function pushKey(heap: DeadlineHeap, id: string, key: number): void {
  heap.keys.push(key);
  heap.ids.push(id);
  let index = heap.keys.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (keyAt(heap, parent) <= key) return;
    swap(heap, parent, index);
    index = parent;
  }
}

/** Cheaper than a pop and a push: most tops are only out of date. */
export function raiseTop(heap: DeadlineHeap, key: number): void {
  heap.keys[0] = key;
  sink(heap);
}

export function popTop(heap: DeadlineHeap): void {
  const key = heap.keys.pop();
  const id = heap.ids.pop();
  if (heap.keys.length === 0 || key === undefined || id === undefined) return;
  heap.keys[0] = key;
  heap.ids[0] = id;
  sink(heap);
}

export function clearHeap({ keys, ids }: DeadlineHeap): void {
  keys.length = 0;
  ids.length = 0;
}

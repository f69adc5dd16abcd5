/** Smallest key first. Two parallel arrays: ten thousand objects would cost the collector of garbage more than the heap. */
export function createDeadlineHeap() {
  const keys: number[] = [];
  const ids: string[] = [];

  const keyAt = (index: number) => keys[index] ?? Infinity;

  function swap(a: number, b: number): void {
    const key = keyAt(a);
    const id = ids[a] ?? '';
    keys[a] = keyAt(b);
    ids[a] = ids[b] ?? '';
    keys[b] = key;
    ids[b] = id;
  }

  function rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (keyAt(parent) <= keyAt(index)) return;
      swap(parent, index);
      index = parent;
    }
  }

  function sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const smaller = keyAt(left + 1) < keyAt(left) ? left + 1 : left;
      if (keyAt(smaller) >= keyAt(index)) return;
      swap(smaller, index);
      index = smaller;
    }
  }

  return {
    size: () => keys.length,
    topKey: () => keyAt(0),
    topId: () => ids[0] ?? '',
    push(id: string, key: number): void {
      keys.push(key);
      ids.push(id);
      rise(keys.length - 1);
    },
    /** Cheaper than a pop and a push: most tops are only out of date. */
    raiseTop(key: number): void {
      keys[0] = key;
      sink();
    },
    clear(): void {
      keys.length = 0;
      ids.length = 0;
    },
    pop(): void {
      const key = keys.pop();
      const id = ids.pop();
      if (keys.length === 0 || key === undefined || id === undefined) return;
      keys[0] = key;
      ids[0] = id;
      sink();
    },
  };
}

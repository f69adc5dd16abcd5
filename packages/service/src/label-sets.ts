import { labelText } from './label-text.ts';
import type { Labels } from './label-text.ts';

const MAX_LABEL_SETS = 200;

export interface LabelSets<T> {
  /** Undefined when the metric has as many label sets as it may. */
  open(labels: Labels | undefined): T | undefined;
  find(labels: Labels | undefined): T | undefined;
  entries(): Iterable<[string, T]>;
}

/** Labels made from data would grow without end, here and in whoever scrapes: past the bound they are only counted. */
export function createLabelSets<T>(create: () => T, overflow: () => void): LabelSets<T> {
  const sets = new Map<string, T>();
  const key = (labels: Labels | undefined): string => (labels === undefined ? '' : labelText(labels));
  return {
    open(labels) {
      const text = key(labels);
      const known = sets.get(text);
      if (known !== undefined) return known;
      if (sets.size >= MAX_LABEL_SETS) {
        overflow();
        return undefined;
      }
      const created = create();
      sets.set(text, created);
      return created;
    },
    find: (labels) => sets.get(key(labels)),
    entries: () => sets,
  };
}

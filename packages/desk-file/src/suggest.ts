import { nearest } from '@yagura/domain';

/** "; did you mean …?" where one of the known names is near enough; else nothing. */
export function suggest(word: string, known: Iterable<string>): string {
  const meant = nearest(word, known);
  return meant === null ? '' : `; did you mean "${meant}"?`;
}

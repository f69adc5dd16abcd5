/** Connection trouble, resources and operator intervention: the store's state of health, not a fault of the statement. */
const awayClasses = new Set(['08', '53', '57', '58']);

/** No such schema, table or column. */
const notMadeYet = new Set(['3F000', '42P01', '42703']);

/** The five-character code of Postgres, when it was Postgres that refused. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** True when the store could not be asked; false when it answered that the question was wrong. */
export function isHistoryAway(error: unknown): boolean {
  const state = sqlState(error);
  return state === null || awayClasses.has(state.slice(0, 2));
}

/** Away, or not made yet: an engine makes and renews the tables when it begins to lead. */
export function isHistoryUnready(error: unknown): boolean {
  return isHistoryAway(error) || notMadeYet.has(sqlState(error) ?? '');
}

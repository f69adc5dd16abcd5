/** The store cannot be used at present: not reachable, too slow, loading, or refusing writes. Expected; try again later. */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError';
}

/** Answers of a server that is there but cannot serve now. */
const unusable =
  /^(LOADING|READONLY|MASTERDOWN|BUSY|OOM|MISCONF|NOREPLICAS|CLUSTERDOWN|UNBLOCKED|NOAUTH|WRONGPASS|NOPERM)\b/;

/** An error answer of the server is a bug of ours and stays as it is; all else means that the store is away. */
export function asStoreError(error: unknown): Error {
  if (error instanceof StoreAwayError) return error;
  if (!(error instanceof Error)) return new StoreAwayError(String(error));
  if (error.name === 'ReplyError' && !unusable.test(error.message)) return error;
  return new StoreAwayError(error.message, { cause: error });
}

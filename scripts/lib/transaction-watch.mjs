/**
 * The embedded Postgres has one session for all its clients, so a client that stops in the middle of a transaction (a debugger, a frozen
 * process) would hold everyone up for ever. A real server has idle_in_transaction_session_timeout for that; this is ours.
 */
const patience = 3000;

/**
 * The socket server offers no hook for it, so its queue is read from outside; it is pinned for that reason among others.
 * @typedef {{ handlerId: number, detach(close: boolean): Promise<unknown> }} Handler
 * @typedef {{ handlers: Set<Handler>, queryQueue: { lastHandlerId: number | null } }} Internals
 */

/**
 * @param {object} options
 * @param {() => boolean} options.isInTransaction
 * @param {() => number} options.activity grows with each message of any client
 * @param {Internals} options.server
 * @param {() => void} options.onRollback
 */
export function watchTransactions({ isInTransaction, activity, server, onRollback }) {
  let seen = -1;
  let since = performance.now();
  return setInterval(() => {
    const now = performance.now();
    if (activity() !== seen || !isInTransaction()) {
      seen = activity();
      since = now;
      return;
    }
    if (now - since < patience) return;
    since = now;
    const holder = [...server.handlers].find((handler) => handler.handlerId === server.queryQueue.lastHandlerId);
    if (holder === undefined) return;
    onRollback();
    // Detaching takes away the listener that would have taken it from the set.
    server.handlers.delete(holder);
    void holder.detach(true);
  }, 250);
}

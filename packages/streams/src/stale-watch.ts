/** Beyond the lease's own time, before it is believed that the server's clock no longer ends it. */
const staleMarginMs = 500;

/**
 * The server ends a lease by its own clock. Set back by an hour it would keep a dead engine's lease for that hour, so
 * whoever waits also watches by its monotonic clock whether the lease is renewed at all.
 */
export function createStaleWatch(monotonic: () => number) {
  let seen: { readonly lease: string; readonly since: number } | null = null;
  return {
    observe(lease: string): void {
      if (seen?.lease !== lease) seen = { lease, since: monotonic() };
    },
    forget(): void {
      seen = null;
    },
    stale(ttlMs: number): string {
      return seen !== null && monotonic() - seen.since > ttlMs + staleMarginMs ? seen.lease : '';
    },
  };
}

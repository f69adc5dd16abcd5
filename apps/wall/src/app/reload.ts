export const reloadAtMostEveryMs = 60_000;

/** Whether the page may load itself again now: never in a loop. */
export function mayReload(lastReloadAt: number | null, now: number): boolean {
  return lastReloadAt === null || now - lastReloadAt >= reloadAtMostEveryMs || now < lastReloadAt;
}

export interface ReloadOptions {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly now: () => number;
  /** Whether the relay serves its page now; loading from nowhere would leave a dead screen. */
  readonly isServed: () => Promise<boolean>;
  readonly reload: () => void;
}

const key = 'yagura-reloaded-at';

/** Loads the page again if that can help. False: not now, ask again later. */
export async function tryReload({ storage, now, isServed, reload }: ReloadOptions): Promise<boolean> {
  const stored = Number(storage.getItem(key) ?? Number.NaN);
  if (!mayReload(Number.isFinite(stored) ? stored : null, now())) return false;
  if (!(await isServed())) return false;
  storage.setItem(key, String(now()));
  reload();
  return true;
}

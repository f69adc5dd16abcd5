import type { People } from '@yagura/history';
import { sleep, type Log } from '@yagura/service';
import type { RelayCounters } from '../relay-counters.ts';
import type { Access } from './access.ts';
import { startFirstLink } from './first-link.ts';
import { createIdentities } from './identities.ts';
import { createLockOut } from './lock-out.ts';
import { createPasswords, type Cost } from './passwords.ts';

export interface AccessOptions {
  readonly people: People;
  /** Only this machine reaches the relay. */
  readonly openReading: boolean;
  readonly shiftMs: number;
  readonly link: { readonly file: string | null; readonly always: boolean };
  readonly passwordCost?: Cost;
}

interface Surroundings {
  readonly counters: RelayCounters;
  readonly log: Log;
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
}

const mostRemembered = 10_000;
const minuteMs = 60_000;

export function startAccess(
  { people, openReading, shiftMs, link, passwordCost }: AccessOptions,
  { counters, log, now, elapsed }: Surroundings,
): { readonly access: Access; stop(): Promise<void> } {
  let accounts = false;
  const locks = { now: elapsed, most: mostRemembered };
  const access: Access = {
    people,
    counters,
    now,
    openReading,
    shiftMs,
    hasAccounts: async () => (accounts ||= await people.hasKeeper()),
    identities: createIdentities({ people, now, elapsed }),
    passwords: createPasswords(passwordCost),
    locks: {
      name: createLockOut({ ...locks, free: 5, longestMs: 15 * minuteMs }),
      // Many people may sit behind one address.
      address: createLockOut({ ...locks, free: 20, longestMs: minuteMs }),
    },
  };
  const firstLink = startFirstLink({ people, now, wait: sleep, log, ...link });
  return { access, stop: () => firstLink.stop() };
}

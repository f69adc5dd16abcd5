import type { Identity } from '@yagura/contract';
import { isHistoryUnready, type People } from '@yagura/history';
import { hashOfSecret, kindOfSecret } from './secrets.ts';

/** `away`: nobody can say now who this is. */
export type Asked = Known | null | 'away';

export interface Known {
  readonly identity: Identity;
  /** When a password was last given at this console; null for what holds a token. */
  readonly passwordAt: number | null;
}

/** Who brings which secret. Remembered for a moment, and while Postgres is away for as long as it is good. */
export interface Identities {
  of(secret: string): Promise<Asked>;
  /** Somebody changed what these may: they are asked about anew, and not remembered until then. */
  forget(whose: (identity: Identity) => boolean): void;
}

export interface IdentitiesOptions {
  readonly people: Pick<People, 'sessionOf' | 'tokenOf'>;
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
}

const freshForMs = 5000;
/** A token has no end of its own, so while it cannot be asked about its word is taken for no longer than a night. */
const goodForMs = 12 * 3_600_000;
const mostRemembered = 2000;
const mostAsking = 50;

interface Remembered extends Known {
  readonly askedAt: number;
}

export function createIdentities({ people, now, elapsed }: IdentitiesOptions): Identities {
  const remembered = new Map<string, Remembered>();
  const asking = new Map<string, Promise<Asked>>();
  const remember = (hash: string, found: Known | null) => {
    remembered.delete(hash); // the newest stands last
    if (found) remembered.set(hash, { ...found, askedAt: elapsed() });
    for (const oldest of remembered.keys()) {
      if (remembered.size <= mostRemembered) break;
      remembered.delete(oldest);
    }
    return found;
  };
  const ask = async (secret: string, hash: string): Promise<Asked> => {
    try {
      return remember(hash, await find(people, secret, hash, now()));
    } catch (error) {
      if (!isHistoryUnready(error)) throw error;
      const known = remembered.get(hash);
      return known && isGood(known, now(), elapsed()) ? known : 'away';
    }
  };
  return {
    async of(secret) {
      const hash = hashOfSecret(secret);
      const known = remembered.get(hash);
      if (known && elapsed() - known.askedAt < freshForMs && isGood(known, now(), elapsed())) return known;
      const already = asking.get(hash);
      if (already) return already;
      if (asking.size >= mostAsking) return 'away';
      const answer = ask(secret, hash).finally(() => asking.delete(hash));
      asking.set(hash, answer);
      return answer;
    },
    forget(whose) {
      for (const [hash, { identity }] of remembered) if (whose(identity)) remembered.delete(hash);
      asking.clear(); // an answer that is on its way may be of before
    },
  };
}

function isGood({ identity, askedAt }: Remembered, now: number, elapsed: number): boolean {
  return elapsed - askedAt < goodForMs && (identity.kind !== 'person' || identity.endsAt > now);
}

async function find(
  people: IdentitiesOptions['people'],
  secret: string,
  hash: string,
  now: number,
): Promise<Known | null> {
  if (kindOfSecret(secret) === 'session') return people.sessionOf(hash, now);
  const token = await people.tokenOf(hash);
  if (!token) return null;
  const { id, kind, name, role, scope } = token;
  return { identity: { kind, token: id, name, role, scope }, passwordAt: null };
}

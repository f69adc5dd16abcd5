import type { Identity, Role, Scope } from '@yagura/contract';
import { wholeDesk } from '@yagura/domain';
import type { Outbox, People, Webhooks } from '@yagura/history';
import { hashOfSecret, makeSecret } from '../people/secrets.ts';

const away = () => Promise.reject(new Error('no people in this test'));

/** Nobody can be asked about: as while Postgres is away. */
export const nobody = new Proxy({} as People, { get: () => away });

/** As while Postgres is away. */
export const noWebhooks = {
  webhooks: new Proxy({} as Webhooks, { get: () => away }),
  outbox: new Proxy({} as Outbox, { get: () => away }),
};

/** Who is who is known; anything else about them is as while Postgres is away. */
export interface KnownPeople {
  readonly people: People;
  /** The secret with which they ask. */
  readonly admit: (kind: Identity['kind'], role: Role, scope?: Scope, person?: string) => string;
  readonly revoke: (secret: string) => void;
}

export function knownPeople(): KnownPeople {
  const known = new Map<string, Identity>();
  const sessionOf: People['sessionOf'] = (hash) => {
    const identity = known.get(hash);
    return Promise.resolve(identity?.kind === 'person' ? { identity, passwordAt: 0 } : null);
  };
  const tokenOf: People['tokenOf'] = (hash) => {
    const identity = known.get(hash);
    if (!identity || identity.kind === 'person') return Promise.resolve(null);
    return Promise.resolve({ ...identity, id: identity.token, madeBy: 'boss', madeAt: 1 });
  };
  const find: People['find'] = (id) => {
    const account = [...known.values()].find((each) => each.kind === 'person' && each.person === id);
    if (!account) return Promise.resolve(null);
    const { name, role, scope } = account;
    const secrets = { password: '', pin: null };
    return Promise.resolve({ person: id, name, role, scope, active: true, revision: 1, ...secrets });
  };
  const told = { sessionOf, tokenOf, find };
  return {
    people: new Proxy({} as People, { get: (_, name) => told[name as keyof typeof told] ?? away }),
    admit(kind, role, scope = wholeDesk, person = 'mei') {
      const secret = makeSecret(kind === 'person' ? 'session' : 'token');
      const common = { name: 'Mei', role, scope };
      const identity: Identity =
        kind === 'person'
          ? { ...common, kind, person, session: 's1', endsAt: Date.now() + 3_600_000 }
          : { ...common, kind, token: 't1' };
      known.set(hashOfSecret(secret), identity);
      return secret;
    },
    revoke: (secret) => void known.delete(hashOfSecret(secret)),
  };
}

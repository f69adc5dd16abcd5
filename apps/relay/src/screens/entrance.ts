import type { IncomingMessage } from 'node:http';
import type { Scope } from '@yagura/contract';
import { wholeDesk } from '@yagura/domain';
import { credentialOf } from '../people/credential.ts';
import { refusalOf } from '../people/gate.ts';
import type { Identities } from '../people/identities.ts';

/** Who a connection belongs to, as far as that decides what it is told. */
export interface Guest {
  readonly secret: string | null;
  readonly scope: Scope;
  /** Of a screen, its token; null: somebody sits before it, or a programme asks. */
  readonly screen: string | null;
}

/** Whether a screen may come in, and later whether it may stay. */
export interface Entrance {
  /** Null: it may not. */
  admit(request: IncomingMessage): Promise<Guest | null>;
  /** False when it has to come in again: who it belongs to has gone, or sees something else now. */
  mayStay(guest: Guest): Promise<boolean>;
}

const reading = { needs: 'view', openHere: true } as const;

export function createEntrance(access: { readonly identities: Identities; readonly openReading: boolean }): Entrance {
  const look = async (secret: string | null): Promise<Guest | null | 'away'> => {
    const known = secret === null ? null : await access.identities.of(secret);
    if (refusalOf(reading, known, access.openReading)) return known === 'away' ? 'away' : null;
    if (known === null || known === 'away') return { secret: null, scope: wholeDesk, screen: null };
    const { identity } = known;
    return { secret, scope: identity.scope, screen: identity.kind === 'screen' ? identity.token : null };
  };
  return {
    async admit(request) {
      const guest = await look(credentialOf(request));
      return guest === 'away' ? null : guest;
    },
    async mayStay(guest) {
      if (guest.secret === null) return true;
      const now = await look(guest.secret);
      if (now === 'away') return true;
      return now !== null && now.secret !== null && JSON.stringify(now.scope) === JSON.stringify(guest.scope);
    },
  };
}

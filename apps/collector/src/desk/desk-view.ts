import type { Inventory } from '@yagura/contract';
import type { Learned } from '@yagura/domain';
import { timingSafeEqual, hash } from 'node:crypto';

export interface KnownComponent {
  readonly id: string;
  readonly site: string;
  readonly owner: string | null;
  readonly everyMs: number;
}

export interface Sender {
  readonly id: string;
  readonly register: boolean;
  /** Null where it may send for everything. */
  readonly scope: { readonly by: 'site' | 'owner'; readonly name: string } | null;
}

/** What a collector needs of the desk, arranged for looking things up. */
export interface DeskView {
  readonly version: string;
  component(id: string): KnownComponent | undefined;
  /** What was learned of it, whether or not the desk names it. */
  learned(id: string): Learned | null;
  senderOf(token: string): Sender | null;
}

function scopeOf(text: string): Sender['scope'] {
  const at = text.indexOf(':');
  if (at < 0) return null;
  return { by: text.slice(0, at) === 'owner' ? 'owner' : 'site', name: text.slice(at + 1) };
}

interface Secret {
  readonly digest: Buffer;
  readonly sender: Sender;
}

export function createDeskView(inventory: Inventory, limits: Readonly<Record<string, number>> = {}): DeskView {
  const learned = new Map(Object.entries(limits));
  const urgent = new Set(inventory.components.filter(({ tier }) => tier === 1).map(({ id }) => id));
  const components = new Map<string, KnownComponent>(
    inventory.components.map(({ id, site, owner, everyMs }) => [id, { id, site, owner, everyMs }]),
  );
  const secrets = new Map<string, Secret>(
    inventory.senders.map(({ id, register, scope, tokenHash }) => [
      tokenHash.toLowerCase(),
      { digest: Buffer.from(tokenHash, 'hex'), sender: { id, register, scope: scopeOf(scope) } },
    ]),
  );
  return {
    version: inventory.version,
    component: (id) => components.get(id),
    learned(id) {
      const limitMs = learned.get(id);
      return limitMs === undefined ? null : { limitMs, urgent: urgent.has(id) };
    },
    senderOf(token) {
      const digest = hash('sha256', token, 'hex');
      const found = secrets.get(digest);
      if (found === undefined) return null;
      const given = Buffer.from(digest, 'hex');
      // The map is asked for a hash, which tells nothing of the token; whether it is the right one takes constant time.
      return given.length === found.digest.length && timingSafeEqual(given, found.digest) ? found.sender : null;
    },
  };
}

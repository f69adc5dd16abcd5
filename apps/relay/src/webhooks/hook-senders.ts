import type { HookSender } from '@yagura/contract';
import type { Webhooks } from '@yagura/history';
import { createAllowance, type Allowance } from '../screens/allowance.ts';

/** A storm of alarms in one go, then five a second. */
const burst = 200;
const perSecond = 5;
const freshForMs = 5000;

export interface KnownSender {
  readonly sender: HookSender;
  readonly secret: string;
  readonly allowance: Allowance;
}

/** The machines that may tell us something. Asked about once in a while, however many strangers knock. */
export interface HookSenders {
  /** Rejects while Postgres is away. */
  of(id: string): Promise<KnownSender | null>;
  forget(): void;
}

export function createHookSenders(webhooks: Pick<Webhooks, 'senderSecrets'>, elapsed: () => number): HookSenders {
  let known = new Map<string, KnownSender>();
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;
  let changes = 0;
  const ask = async (): Promise<void> => {
    const before = changes;
    const found = await webhooks.senderSecrets();
    if (before !== changes) return ask(); // what was answered may be of before
    const allowanceOf = (id: string) => known.get(id)?.allowance ?? createAllowance(burst, perSecond, elapsed);
    known = new Map(found.map((each) => [each.sender.id, { ...each, allowance: allowanceOf(each.sender.id) }]));
    askedAt = elapsed();
  };
  return {
    async of(id) {
      if (elapsed() - askedAt >= freshForMs) await (asking ??= ask().finally(() => (asking = null)));
      return known.get(id) ?? null;
    },
    forget() {
      askedAt = -Infinity;
      changes += 1;
    },
  };
}

import {
  hookSenderSchema,
  maxWebhooks,
  subscriptionSchema,
  type HookSender,
  type Subscription,
} from '@yagura/contract';
import { noteOf, type Note } from '../people/audit.ts';
import { json, sql, type Sql } from '../sql-text.ts';
import type { Store } from '../store.ts';

/** Who is told and who tells. Secrets leave this place for whoever has to sign or to check a signature, and for nobody else. */
export interface Webhooks {
  /** `taken`: there is one of that name; `full`: there are as many as there may be. */
  addSubscription(subscription: Subscription, secret: string, note: Note): Promise<Added>;
  addSender(sender: HookSender, secret: string, note: Note): Promise<Added>;
  subscriptions(): Promise<readonly Subscription[]>;
  senders(): Promise<readonly HookSender[]>;
  /** With what proves that it is them. */
  senderSecrets(): Promise<readonly SenderSecret[]>;
  /** False when there is none. What waits for it is not sent any more. */
  end(id: string, note: Note): Promise<boolean>;
}

export type Added = 'done' | 'taken' | 'full';

export interface SenderSecret {
  readonly sender: HookSender;
  readonly secret: string;
}

export function webhooksIn(store: Store): Webhooks {
  return {
    addSubscription(subscription, secret, note) {
      const { url, scope, least, kinds } = subscription;
      const asks = sql`${url}, ${json(scope)}::jsonb, ${least}, ${json(kinds)}::jsonb`;
      return add(store, { ...subscription, direction: 'out', secret, asks }, note);
    },
    addSender: (sender, secret, note) =>
      add(store, { ...sender, direction: 'in', secret, asks: sql`null, null, null, null` }, note),
    subscriptions: async () => (await rowsOf(store, 'out')).map(subscriptionOf),
    senders: async () => (await rowsOf(store, 'in')).map(senderOf),
    senderSecrets: async () =>
      (await rowsOf(store, 'in')).map((row) => ({ sender: senderOf(row), secret: row.secret })),
    end: (id, note) => end(store, id, note),
  };
}

interface NewRow extends HookSender {
  readonly direction: 'out' | 'in';
  readonly secret: string;
  readonly asks: Sql;
}

/** What was announced before is not sent to it: it begins behind the newest. */
async function add(store: Store, row: NewRow, note: Note): Promise<Added> {
  const { id, direction, name, secret, asks, madeBy, madeAt } = row;
  const [answer] = await store.run<{ made: number; taken: boolean }>(sql`
    WITH made AS (
      INSERT INTO ${store.schema}.webhooks (id, direction, name, secret, url, scope, least, kinds, made_by, made_at, behind)
      SELECT ${id}, ${direction}, ${name}, ${secret}, ${asks}, ${madeBy}, ${madeAt},
        (SELECT coalesce(max(seq), 0) FROM ${store.schema}.announcements)
      WHERE (SELECT count(*) FROM ${store.schema}.webhooks WHERE direction = ${direction}) < ${maxWebhooks}
      ON CONFLICT DO NOTHING RETURNING id
    ), ${noteOf(store.schema, sql`made`, note)}
    SELECT (SELECT count(*) FROM made)::integer AS made,
      EXISTS (SELECT FROM ${store.schema}.webhooks WHERE id = ${id}) AS taken`);
  if (answer?.made === 1) return 'done';
  return answer?.taken === true ? 'taken' : 'full';
}

async function end(store: Store, id: string, note: Note): Promise<boolean> {
  const [answer] = await store.run<{ ended: number }>(sql`
    WITH ended AS (DELETE FROM ${store.schema}.webhooks WHERE id = ${id} RETURNING id),
    dropped AS (DELETE FROM ${store.schema}.deliveries WHERE webhook IN (SELECT id FROM ended)),
    ${noteOf(store.schema, sql`ended`, note)}
    SELECT count(*)::integer AS ended FROM ended`);
  return answer?.ended === 1;
}

export interface WebhookRow {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly url: string;
  readonly scope: unknown;
  readonly least: number;
  readonly kinds: unknown;
  readonly made_by: string;
  readonly made_at: string;
}

function rowsOf(store: Store, direction: 'out' | 'in'): Promise<readonly WebhookRow[]> {
  return store.run<WebhookRow>(sql`
    SELECT * FROM ${store.schema}.webhooks WHERE direction = ${direction} ORDER BY made_at DESC, id LIMIT ${maxWebhooks}`);
}

export function subscriptionOf({ made_by, made_at, ...rest }: WebhookRow): Subscription {
  return subscriptionSchema.parse({ ...rest, madeBy: made_by, madeAt: Number(made_at) });
}

function senderOf({ id, name, made_by, made_at }: WebhookRow): HookSender {
  return hookSenderSchema.parse({ id, name, madeBy: made_by, madeAt: Number(made_at) });
}

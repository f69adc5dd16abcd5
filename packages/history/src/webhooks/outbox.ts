import { endings, type Announcement, type DeliveryState, type Subscription } from '@yagura/contract';
import { announcementOf, type AnnouncementRecord } from '../queries.ts';
import { json, sql, type Sql } from '../sql-text.ts';
import type { Store } from '../store.ts';
import { subscriptionOf, type WebhookRow } from './webhooks.ts';

/** What has to be sent to whom, each once, and what became of it. One courier at a time may change it: whoever holds the newest fence. */
export interface Outbox {
  /** Takes it, or goes on holding it, for so long; null while another has it. */
  hold(holder: string, forMs: number): Promise<Held | null>;
  letGo(holder: string): Promise<void>;
  subscribers(): Promise<readonly Subscriber[]>;
  announcementsAfter(seq: number, limit: number): Promise<readonly Numbered[]>;
  /** Who was sent something of these groups, and not that it is over. */
  unended(groups: readonly string[]): Promise<readonly Unended[]>;
  /** Writes down who is to be sent what of (from, to], once; false when somebody else has gone on meanwhile. */
  queue(
    fence: number,
    span: { readonly from: number; readonly to: number },
    now: number,
    queued: readonly Queued[],
  ): Promise<boolean>;
  /** Of each subscription the first that are due, so that none stands in the way of another. */
  due(now: number, perSubscription: number): Promise<readonly Delivery[]>;
  /** What became of one attempt; false when that was said already, it is not wanted any more, or somebody else holds the outbox. */
  settle(fence: number, delivery: Queued, settled: Settled): Promise<boolean>;
  states(): Promise<ReadonlyMap<string, DeliveryState>>;
  /** What waits since before, however seldom its turn came, a piece of it; how many. */
  giveUp(fence: number, when: { readonly now: number; readonly before: number }): Promise<number>;
  /** A piece of what was settled before; true while there may be more. */
  trim(fence: number, before: number): Promise<boolean>;
}

export interface Held {
  readonly fence: number;
  /** Every announcement up to this one is written down for whoever asked for it. */
  readonly reached: number;
}

export interface Subscriber {
  readonly subscription: Subscription;
  /** Announcements up to this one are older than it. */
  readonly behind: number;
}

export interface Numbered {
  readonly seq: number;
  readonly announcement: Announcement;
}

export interface Unended {
  readonly group: string;
  readonly webhook: string;
}

export interface Queued {
  readonly seq: number;
  readonly webhook: string;
}

export interface Delivery extends Queued {
  readonly announcement: Announcement;
  readonly url: string;
  readonly secret: string;
  readonly attempts: number;
  readonly queuedAt: number;
}

export type Settled =
  | { readonly state: 'delivered'; readonly at: number }
  | { readonly state: 'waiting'; readonly at: number; readonly nextAt: number; readonly error: string }
  | { readonly state: 'given-up'; readonly at: number; readonly error: string };

const mostPerAnswer = 500;
const settledAtOnce = 1000;
/** Two machines never agree on the time; the store's own clock says whose turn is over. */
const storeNow: Sql = { text: '(extract(epoch FROM clock_timestamp()) * 1000)::bigint' };

export function outboxIn(store: Store): Outbox {
  return {
    hold: (holder, forMs) => hold(store, holder, forMs),
    letGo: (holder) => letGo(store, holder),
    subscribers: () => subscribers(store),
    announcementsAfter: (seq, limit) => announcementsAfter(store, seq, limit),
    unended: (groups) => unended(store, groups),
    queue: (fence, span, now, queued) => queue(store, fence, span, { now, queued }),
    due: (now, perSubscription) => due(store, now, perSubscription),
    settle: (fence, delivery, settled) => settle(store, fence, delivery, settled),
    states: () => states(store),
    giveUp: (fence, when) => giveUp(store, fence, when),
    trim: (fence, before) => trim(store, fence, before),
  };
}

async function hold(store: Store, holder: string, forMs: number): Promise<Held | null> {
  const [row] = await store.run<{ fence: string; reached: string }>(sql`
    UPDATE ${store.schema}.courier SET
      fence = CASE WHEN holder = ${holder} THEN fence ELSE fence + 1 END, holder = ${holder}, held_until = ${storeNow} + ${forMs}
    WHERE holder = ${holder} OR held_until < ${storeNow} RETURNING fence, reached`);
  return row ? { fence: Number(row.fence), reached: Number(row.reached) } : null;
}

async function letGo(store: Store, holder: string): Promise<void> {
  await store.run(sql`UPDATE ${store.schema}.courier SET held_until = 0 WHERE holder = ${holder}`);
}

async function subscribers(store: Store): Promise<readonly Subscriber[]> {
  const rows = await store.run<WebhookRow & { behind: string }>(
    sql`SELECT * FROM ${store.schema}.webhooks WHERE direction = 'out' ORDER BY id LIMIT ${mostPerAnswer}`,
  );
  return rows.map((row) => ({ subscription: subscriptionOf(row), behind: Number(row.behind) }));
}

/** In the order in which they were stored: writers take turns at the writer's row, so none comes in behind a later one. */
async function announcementsAfter(store: Store, seq: number, limit: number): Promise<readonly Numbered[]> {
  const rows = await store.run<AnnouncementRecord & { seq: string }>(sql`
    SELECT * FROM ${store.schema}.announcements WHERE seq > ${seq} ORDER BY seq LIMIT ${Math.min(limit, mostPerAnswer)}`);
  return rows.map((row) => ({ seq: Number(row.seq), announcement: announcementOf(row) }));
}

async function unended(store: Store, groups: readonly string[]): Promise<readonly Unended[]> {
  if (groups.length === 0) return [];
  return store.run<{ group: string; webhook: string }>(sql`
    SELECT last.group_id AS group, last.webhook FROM (
      SELECT DISTINCT ON (webhook, group_id) webhook, group_id, kind
      FROM ${store.schema}.announcements JOIN ${store.schema}.deliveries USING (seq)
      WHERE group_id IN (SELECT json_array_elements_text(${json(groups)}))
      ORDER BY webhook, group_id, seq DESC
    ) AS last WHERE last.kind NOT IN (SELECT json_array_elements_text(${json(endings)}))`);
}

async function queue(
  store: Store,
  fence: number,
  { from, to }: { readonly from: number; readonly to: number },
  { now, queued }: { readonly now: number; readonly queued: readonly Queued[] },
): Promise<boolean> {
  const [row] = await store.run<{ moved: number }>(sql`
    WITH gate AS (
      UPDATE ${store.schema}.courier SET reached = ${to} WHERE fence = ${fence} AND reached = ${from} RETURNING fence
    ), queued AS (
      INSERT INTO ${store.schema}.deliveries (seq, webhook, state, attempts, queued_at, next_at)
      SELECT row.seq, row.webhook, 'waiting', 0, ${now}, ${now}
      FROM gate, json_to_recordset(${json(queued)}) AS row (seq bigint, webhook text)
      WHERE EXISTS (SELECT FROM ${store.schema}.webhooks WHERE id = row.webhook)
      ON CONFLICT DO NOTHING
    )
    SELECT count(*)::integer AS moved FROM gate`);
  return row?.moved === 1;
}

interface DueRow extends AnnouncementRecord {
  readonly seq: string;
  readonly webhook: string;
  readonly url: string;
  readonly secret: string;
  readonly attempts: number;
  readonly queued_at: string;
}

async function due(store: Store, now: number, perSubscription: number): Promise<readonly Delivery[]> {
  const rows = await store.run<DueRow>(sql`
    SELECT announced.*, first.webhook, hook.url, hook.secret, first.attempts, first.queued_at
    FROM ${store.schema}.webhooks AS hook CROSS JOIN LATERAL (
      SELECT * FROM ${store.schema}.deliveries
      WHERE webhook = hook.id AND state = 'waiting' AND next_at <= ${now}
      ORDER BY next_at, seq LIMIT ${perSubscription}
    ) AS first JOIN ${store.schema}.announcements AS announced USING (seq)
    WHERE hook.direction = 'out' ORDER BY first.next_at, first.seq LIMIT ${mostPerAnswer}`);
  return rows.map((row) => ({
    seq: Number(row.seq),
    webhook: row.webhook,
    url: row.url,
    secret: row.secret,
    attempts: row.attempts,
    queuedAt: Number(row.queued_at),
    announcement: announcementOf(row),
  }));
}

async function settle(store: Store, fence: number, { seq, webhook }: Queued, settled: Settled): Promise<boolean> {
  const { state, at } = settled;
  const error = settled.state === 'delivered' ? null : settled.error;
  const nextAt = settled.state === 'waiting' ? settled.nextAt : at;
  const told = error === null ? sql`last_success_at = ${at}` : sql`last_error_at = ${at}, last_error = ${error}`;
  const [row] = await store.run<{ settled: number }>(sql`
    WITH settled AS (
      UPDATE ${store.schema}.deliveries SET state = ${state}, attempts = attempts + 1, next_at = ${nextAt}, error = ${error},
        done_at = ${state === 'waiting' ? null : at}
      WHERE seq = ${seq} AND webhook = ${webhook} AND state = 'waiting'
        AND EXISTS (SELECT FROM ${store.schema}.courier WHERE fence = ${fence})
      RETURNING webhook
    ), told AS (
      UPDATE ${store.schema}.webhooks SET ${told} WHERE id IN (SELECT webhook FROM settled)
    )
    SELECT count(*)::integer AS settled FROM settled`);
  return row?.settled === 1;
}

interface StateRow {
  readonly id: string;
  readonly last_success_at: string | null;
  readonly last_error_at: string | null;
  readonly last_error: string | null;
  readonly waiting: number;
  readonly oldest: string | null;
  readonly given_up: number;
}

async function states(store: Store): Promise<ReadonlyMap<string, DeliveryState>> {
  const rows = await store.run<StateRow>(sql`
    SELECT id, last_success_at, last_error_at, last_error,
      (SELECT count(*) FROM ${store.schema}.deliveries WHERE webhook = id AND state = 'waiting')::integer AS waiting,
      (SELECT min(queued_at) FROM ${store.schema}.deliveries WHERE webhook = id AND state = 'waiting') AS oldest,
      (SELECT count(*) FROM ${store.schema}.deliveries WHERE webhook = id AND state = 'given-up')::integer AS given_up
    FROM ${store.schema}.webhooks WHERE direction = 'out' LIMIT ${mostPerAnswer}`);
  return new Map(rows.map((row) => [row.id, stateOf(row)]));
}

function stateOf(row: StateRow): DeliveryState {
  const at = row.last_error_at;
  return {
    lastSuccessAt: numberOrNull(row.last_success_at),
    waiting: row.waiting,
    oldestWaitingAt: numberOrNull(row.oldest),
    givenUp: row.given_up,
    lastError: at === null ? null : { at: Number(at), text: row.last_error ?? '' },
  };
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}

async function giveUp(
  store: Store,
  fence: number,
  { now, before }: { readonly now: number; readonly before: number },
): Promise<number> {
  const rows = await store.run(sql`
    UPDATE ${store.schema}.deliveries SET state = 'given-up', done_at = ${now}
    WHERE (seq, webhook) IN (
      SELECT seq, webhook FROM ${store.schema}.deliveries
      WHERE state = 'waiting' AND queued_at < ${before} LIMIT ${settledAtOnce}
    ) AND EXISTS (SELECT FROM ${store.schema}.courier WHERE fence = ${fence}) RETURNING seq`);
  return rows.length;
}

async function trim(store: Store, fence: number, before: number): Promise<boolean> {
  const rows = await store.run(sql`
    DELETE FROM ${store.schema}.deliveries WHERE (seq, webhook) IN (
      SELECT seq, webhook FROM ${store.schema}.deliveries
      WHERE state <> 'waiting' AND done_at < ${before} LIMIT ${settledAtOnce}
    ) AND EXISTS (SELECT FROM ${store.schema}.courier WHERE fence = ${fence}) RETURNING seq`);
  return rows.length === settledAtOnce;
}

import { endings, type Announcement } from '@yagura/contract';
import { wants } from '@yagura/domain';
import type { Numbered, Outbox, Queued, Subscriber } from '@yagura/history';
import type { Lease } from './lease.ts';

const atOnce = 100;

/**
 * Writes down who is to be sent what was announced since, a piece at a time; how far it came. What is written down and how far
 * that is are one statement, so a courier that dies between two leaves nothing out and nothing twice.
 */
export async function fanOut(
  outbox: Pick<Outbox, 'announcementsAfter' | 'subscribers' | 'unended' | 'queue'>,
  { fence, reached }: Pick<Lease, 'fence' | 'reached'>,
  now: () => number,
): Promise<{ readonly reached: number; readonly queued: number }> {
  const announced = await outbox.announcementsAfter(reached, atOnce);
  const to = announced.at(-1)?.seq;
  if (to === undefined) return { reached, queued: 0 };
  const subscribers = await outbox.subscribers();
  const ended = announced.flatMap(({ announcement }) => (isEnd(announcement) ? [announcement.group] : []));
  const unended = new Set((await outbox.unended(ended)).map(({ webhook, group }) => keyOf(webhook, group)));
  const queued = whoIsSentWhat(announced, subscribers, unended);
  const moved = await outbox.queue(fence, { from: reached, to }, now(), queued);
  return moved ? { reached: to, queued: queued.length } : { reached, queued: 0 };
}

/** Whoever was sent that it goes on is sent that it is over: by then it may be less urgent, or lie elsewhere. */
function whoIsSentWhat(
  announced: readonly Numbered[],
  subscribers: readonly Subscriber[],
  unended: Set<string>,
): Queued[] {
  const queued: Queued[] = [];
  for (const { seq, announcement } of announced)
    for (const { subscription, behind } of subscribers) {
      const { id: webhook, kinds } = subscription;
      const key = keyOf(webhook, announcement.group);
      const isOwed = isEnd(announcement) && unended.has(key) && (kinds === 'all' || kinds.includes(announcement.kind));
      if (seq <= behind || !(isOwed || wants(subscription, announcement))) continue;
      queued.push({ seq, webhook });
      if (isEnd(announcement)) unended.delete(key);
      else unended.add(key);
    }
  return queued;
}

const ends: ReadonlySet<Announcement['kind']> = new Set(endings);

function isEnd({ kind }: Announcement): boolean {
  return ends.has(kind);
}

function keyOf(webhook: string, group: string): string {
  return `${webhook} ${group}`;
}

import { wants } from '@yagura/domain';
import type { Outbox, Queued } from '@yagura/history';
import type { Lease } from './lease.ts';

const atOnce = 100;

/**
 * Writes down who is to be sent what was announced since, a piece at a time; how far it came. What is written down and how far
 * that is are one statement, so a courier that dies between two leaves nothing out and nothing twice.
 */
export async function fanOut(
  outbox: Pick<Outbox, 'announcementsAfter' | 'subscribers' | 'queue'>,
  { fence, reached }: Pick<Lease, 'fence' | 'reached'>,
  now: () => number,
): Promise<{ readonly reached: number; readonly queued: number }> {
  const announced = await outbox.announcementsAfter(reached, atOnce);
  const to = announced.at(-1)?.seq;
  if (to === undefined) return { reached, queued: 0 };
  const subscribers = await outbox.subscribers();
  const queued: Queued[] = announced.flatMap(({ seq, announcement }) =>
    subscribers
      .filter(({ subscription, behind }) => seq > behind && wants(subscription, announcement))
      .map(({ subscription }) => ({ seq, webhook: subscription.id })),
  );
  const moved = await outbox.queue(fence, { from: reached, to }, now(), queued);
  return moved ? { reached: to, queued: queued.length } : { reached, queued: 0 };
}

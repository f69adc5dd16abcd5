import { maxWebhookBytes, webhookHeaders, type Announcement, type WebhookMessage } from '@yagura/contract';
import { signWebhook } from '@yagura/service';

export interface Message {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same announcement to the same subscription has the same id for ever, by which a receiver knows it again. An id has no dot in it. */
export function messageIdOf(announcement: Pick<Announcement, 'id'>, webhook: string): string {
  return `msg_${announcement.id.replaceAll('.', '-')}_${webhook.replaceAll('.', '~')}`;
}

/** What is sent at this instant, signed. */
export function messageOf(
  {
    announcement,
    webhook,
    secret,
  }: { readonly announcement: Announcement; readonly webhook: string; readonly secret: string },
  now: number,
): Message {
  const id = messageIdOf(announcement, webhook);
  const timestamp = Math.floor(now / 1000);
  const body = bodyOf(announcement);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Yagura',
      [webhookHeaders.id]: id,
      [webhookHeaders.timestamp]: String(timestamp),
      [webhookHeaders.signature]: signWebhook(secret, { id, timestamp, body }),
    },
  };
}

const longestWords = 4000;

/** Bounded: words that would not fit are cut, not withheld. */
function bodyOf(announcement: Announcement): string {
  const { kind, at } = announcement;
  const message = (data: Announcement): string =>
    JSON.stringify({
      type: `announcement.${kind}`,
      timestamp: new Date(at).toISOString(),
      data,
    } satisfies WebhookMessage);
  const whole = message(announcement);
  if (Buffer.byteLength(whole) <= maxWebhookBytes) return whole;
  const { places: _places, text, why, ...rest } = announcement;
  return message({ ...rest, text: text.slice(0, longestWords), why: why.slice(0, longestWords) });
}

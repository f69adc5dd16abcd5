import { z } from 'zod';
import { announcementKinds, announcementSchema } from './announcement.ts';
import { prioritySchema } from './board.ts';
import { idSchema, instantSchema } from './ids.ts';
import { lineSchema, textSchema } from './written.ts';
import { nameSchema, scopeSchema } from './people.ts';

/** The signature is that of the Standard Webhooks specification, so that receivers and senders can use a library they have. */
export const webhookHeaders = {
  /** Names one message for ever: whoever sees it again has it already. */
  id: 'webhook-id',
  /** Seconds since 1970 at which it was sent, signed with the rest. */
  timestamp: 'webhook-timestamp',
  /** `v1,` and the signature; several are separated by spaces. */
  signature: 'webhook-signature',
} as const;

/** A message that claims to be older or younger than this is none. */
export const webhookToleranceSeconds = 300;
export const maxWebhookBytes = 64 * 1024;
/** Of each direction. */
export const maxWebhooks = 50;
/** So long a delivery is tried before it is given up. */
export const deliveryTriedForMs = 24 * 3_600_000;
/** So long what became of a delivery is remembered. */
export const deliveriesKeptMs = 30 * 24 * 3_600_000;

const plainAddress = /^(https?):\/\/([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/;
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where messages go. What crosses a network is encrypted, and a password has no place in an address. */
export const targetSchema = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => plainAddress.test(text), 'must be a plain address without a name or password in it')
  .refine((text) => {
    const [, scheme, host] = plainAddress.exec(text) ?? [];
    return scheme === 'https' || loopbackNames.has(host ?? '');
  }, 'must begin with https://, or name this machine');

const kindsSchema = z.union([
  z.literal('all'),
  z.array(z.enum(announcementKinds)).min(1).max(announcementKinds.length),
]);

/** Which announcements are sent where. */
export const subscriptionSchema = z.object({
  id: idSchema,
  name: nameSchema,
  url: targetSchema,
  /** What lies in it at least in part. */
  scope: scopeSchema,
  /** This priority and what is more urgent. */
  least: prioritySchema,
  kinds: kindsSchema,
  madeBy: idSchema,
  madeAt: instantSchema,
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** Something that opens incidents and feeds them: a machine, never a person. */
export const hookSenderSchema = z.object({ id: idSchema, name: nameSchema, madeBy: idSchema, madeAt: instantSchema });
export type HookSender = z.infer<typeof hookSenderSchema>;

/** How a subscription fares. */
export const deliveryStateSchema = z.object({
  lastSuccessAt: instantSchema.nullable(),
  waiting: z.int(),
  oldestWaitingAt: instantSchema.nullable(),
  /** Within the last thirty days. */
  givenUp: z.int(),
  lastError: z.object({ at: instantSchema, text: z.string() }).nullable(),
});
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

const outSchema = subscriptionSchema.extend({ direction: z.literal('out') });
const inSchema = hookSenderSchema.extend({ direction: z.literal('in') });
export const webhookSchema = z.discriminatedUnion('direction', [outSchema, inSchema]);
export type Webhook = z.infer<typeof webhookSchema>;

/** `POST /api/v1/webhooks`. */
export const newWebhookSchema = z.discriminatedUnion('direction', [
  z.strictObject({
    direction: z.literal('out'),
    id: idSchema,
    name: nameSchema,
    url: targetSchema,
    scope: scopeSchema,
    least: prioritySchema.default(3),
    kinds: kindsSchema.default('all'),
  }),
  z.strictObject({ direction: z.literal('in'), id: idSchema, name: nameSchema }),
]);
export type NewWebhook = z.infer<typeof newWebhookSchema>;

/** The only time that a secret is told. */
export const newWebhookAnswerSchema = z.object({ webhook: webhookSchema, secret: z.string() });
export type NewWebhookAnswer = z.infer<typeof newWebhookAnswerSchema>;

export const webhooksAnswerSchema = z.object({
  webhooks: z.array(z.discriminatedUnion('direction', [outSchema.extend({ delivery: deliveryStateSchema }), inSchema])),
});
export type WebhooksAnswer = z.infer<typeof webhooksAnswerSchema>;

/** What a subscriber is sent. The same announcement is the same text however often it is sent. */
export const webhookMessageSchema = z.object({
  type: z.templateLiteral(['announcement.', z.enum(announcementKinds)]),
  /** When it was announced, in ISO 8601. */
  timestamp: z.iso.datetime(),
  data: announcementSchema,
});
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;

/** `POST /api/v1/hooks/:id`: opens an incident, or feeds the one that the same sender opened under the same key. */
export const hookBodySchema = z.strictObject({
  what: lineSchema,
  where: lineSchema,
  /** Who found it; by itself the sender. */
  told_by: lineSchema.optional(),
  priority: prioritySchema.default(3),
  /** The sender's own name of the matter. Without it each message opens an incident of its own. */
  key: lineSchema.optional(),
  note: textSchema.optional(),
  /** Is noted: that it is over is for a person to say. */
  resolved: z.boolean().default(false),
});
export type HookBody = z.infer<typeof hookBodySchema>;

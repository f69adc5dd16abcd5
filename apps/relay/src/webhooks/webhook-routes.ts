import {
  newWebhookSchema,
  routes,
  type DeliveryState,
  type NewWebhookAnswer,
  type Webhook,
  type WebhooksAnswer,
} from '@yagura/contract';
import type { Note, Outbox, Webhooks } from '@yagura/history';
import { makeWebhookSecret } from '@yagura/service';
import { Router, type Request, type Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { noteOf, withPeople, type Access } from '../people/access.ts';
import { personAt } from '../people/gate.ts';
import type { HookSenders } from './hook-senders.ts';

export interface WebhookRoutesOptions {
  readonly access: Access;
  readonly webhooks: Webhooks;
  readonly outbox: Pick<Outbox, 'states'>;
  readonly hookSenders: HookSenders;
}

/** Who is told what, and which machines may tell us something: made and ended by an admin, each with a secret that is told once. */
export function webhookRoutes(options: WebhookRoutesOptions): Router {
  const router = Router();
  router.use(routes.webhooks, smallJson());
  router.get(routes.webhooks, (_, response) =>
    withPeople(response, 'webhooks cannot be listed now', () => list(options, response)),
  );
  router.post(routes.webhooks, (request, response) =>
    withPeople(response, 'no webhook can be made now', () => make(options, request, response)),
  );
  router.delete(routes.webhook, (request, response) =>
    withPeople(response, 'no webhook can be ended now', () => end(options, request.params.id, request, response)),
  );
  return router;
}

const untried: DeliveryState = { lastSuccessAt: null, waiting: 0, oldestWaitingAt: null, givenUp: 0, lastError: null };

async function list({ webhooks, outbox }: WebhookRoutesOptions, response: Response): Promise<void> {
  const [subscriptions, senders] = await Promise.all([webhooks.subscriptions(), webhooks.senders()]);
  const states = await outbox.states();
  const out = subscriptions.map((each) => ({
    direction: 'out' as const,
    ...each,
    delivery: states.get(each.id) ?? untried,
  }));
  const answer: WebhooksAnswer = {
    webhooks: [...out, ...senders.map((each) => ({ direction: 'in' as const, ...each }))],
  };
  response.json(answer);
}

async function make(options: WebhookRoutesOptions, request: Request, response: Response): Promise<void> {
  const { access, hookSenders } = options;
  const remedy = 'Send direction, id, name and, for out, url and scope; least and kinds where not everything is meant.';
  const body = readBody(newWebhookSchema, request.body, response, remedy);
  if (!body) return;
  const made: Webhook = { ...body, madeBy: personAt(response).person, madeAt: access.now() };
  const secret = makeWebhookSecret();
  const note = noteOf(access, request, response, { action: 'webhook-made', target: made.id, after: forAudit(made) });
  const added = await add(options, made, secret, note);
  if (added === 'taken') return sendProblem(response, 409, 'there is a webhook of that id', 'Choose another id.');
  if (added === 'full')
    return sendProblem(response, 409, 'there are as many webhooks as there may be', 'End some that nobody uses.');
  hookSenders.forget();
  const answer: NewWebhookAnswer = { webhook: made, secret };
  response.status(201).json(answer);
}

function add({ webhooks }: WebhookRoutesOptions, made: Webhook, secret: string, note: Note) {
  return made.direction === 'out'
    ? webhooks.addSubscription(made, secret, note)
    : webhooks.addSender(made, secret, note);
}

async function end(options: WebhookRoutesOptions, id: string, request: Request, response: Response): Promise<void> {
  const { access, webhooks, hookSenders } = options;
  const [subscriptions, senders] = await Promise.all([webhooks.subscriptions(), webhooks.senders()]);
  const out = subscriptions.find((each) => each.id === id);
  const before = out ? forAudit({ direction: 'out', ...out }) : senders.find((each) => each.id === id);
  const note = noteOf(access, request, response, { action: 'webhook-ended', target: id, before: before ?? null });
  if (!before || !(await webhooks.end(id, note)))
    return sendProblem(response, 404, 'there is no such webhook', `GET ${routes.webhooks} lists them.`);
  hookSenders.forget();
  response.json({ ended: true });
}

/** Many receivers know a sender by what stands in the path: whoever reads the audit is told the host alone. */
function forAudit(webhook: Webhook): object {
  return webhook.direction === 'out' ? { ...webhook, url: new URL(webhook.url).origin } : webhook;
}

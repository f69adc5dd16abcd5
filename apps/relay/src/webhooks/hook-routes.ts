import { createHash } from 'node:crypto';
import {
  hookBodySchema,
  maxWebhookBytes,
  reportSchema,
  routes,
  webhookHeaders,
  webhookToleranceSeconds,
  type HookBody,
  type HookSender,
  type Report,
} from '@yagura/contract';
import { isSignedBy } from '@yagura/service';
import express, { Router, type Request, type Response } from 'express';
import type { CommandDesk } from '../commands/command-desk.ts';
import { sendTold, tellCommand } from '../commands/tell-command.ts';
import { sendProblem } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';
import { withPeople } from '../people/access.ts';
import type { HookSenders, KnownSender } from './hook-senders.ts';

export interface HookRoutesOptions {
  readonly hookSenders: HookSenders;
  readonly commands: Pick<CommandDesk, 'tell'>;
  readonly deskNow: () => number;
}

/** What machines tell us. Their signature is all that lets them in; it is looked at before anything else that they sent. */
export function hookRoutes(options: HookRoutesOptions): Router {
  const router = Router();
  // What is signed is what was sent: nothing is unpacked.
  const bytes = express.raw({ type: () => true, limit: maxWebhookBytes, inflate: false });
  router.post(routes.hook, bytes, (request, response) =>
    withPeople(response, 'nobody can say now whose signature this is', () => hear(options, request, response)),
  );
  return router;
}

interface Heard {
  readonly id: string;
  readonly timestamp: number;
  readonly body: Buffer;
  readonly signatures: string;
}

async function hear(options: HookRoutesOptions, request: Request, response: Response): Promise<void> {
  const heard = readSigned(request);
  const known = heard && (await options.hookSenders.of(String(request.params['id'])));
  if (!heard || !known || !isSignedBy(known.secret, heard, heard.signatures)) return sendUnsigned(response);
  if (Math.abs(options.deskNow() / 1000 - heard.timestamp) > webhookToleranceSeconds)
    return sendProblem(
      response,
      401,
      'this was signed more than five minutes ago or ahead',
      'Correct the clock, and sign each time that you send.',
    );
  if (!known.allowance.take()) {
    response.set('retry-after', '10');
    return sendProblem(response, 429, 'this sender says too much at once', 'Send it again later under the same id.');
  }
  await tell(options, known, heard, response);
}

/** Null where what is needed to check a signature is not there. */
function readSigned({ headers, body }: Request): Heard | null {
  const id = headers[webhookHeaders.id];
  const timestamp = headers[webhookHeaders.timestamp];
  const signatures = headers[webhookHeaders.signature];
  if (typeof id !== 'string' || !/^[\x21-\x2d\x2f-\x7e]{1,200}$/.test(id)) return null;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp) || typeof signatures !== 'string') return null;
  return Buffer.isBuffer(body) ? { id, timestamp: Number(timestamp), body, signatures } : null;
}

/** The same whether there is such a sender or not. */
function sendUnsigned(response: Response): void {
  const remedy = `Sign id.timestamp.body with the secret of this address, and send ${Object.values(webhookHeaders).join(', ')}.`;
  sendProblem(response, 401, 'this is not signed by a sender who is known here', remedy);
}

async function tell(
  options: HookRoutesOptions,
  { sender }: KnownSender,
  heard: Heard,
  response: Response,
): Promise<void> {
  const remedy = 'Send what and where, and as you like told_by, priority, key, note and resolved.';
  const body = readBody(hookBodySchema, jsonOf(heard.body), response, remedy);
  if (!body) return;
  const report = reportOf(sender, heard.id, body);
  await tellCommand(response, async () => sendTold(response, await options.commands.tell(report)));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null; // said of the body as a whole, as of anything else that is no object
  }
}

/** The key follows from who says it and under which id: sent again it is the same, and done once. */
function reportOf({ id: sender, name }: HookSender, message: string, body: HookBody): Report {
  const { what, where, priority, resolved, told_by: toldBy = name, key = null, note = null } = body;
  const hash = createHash('sha256').update(`${sender} ${message}`).digest('hex');
  const does = { kind: 'report', what, where, toldBy, priority, key, note, resolved } as const;
  return reportSchema.parse({ id: `hook-${hash.slice(0, 40)}`, sender, does });
}

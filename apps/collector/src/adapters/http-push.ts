import { maxBodyBytes, routes, type Beat, type Occurrence, type PortName } from '@yagura/contract';
import { hostSchema, portSchema } from '@yagura/service';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Sender } from '../desk/desk-view.ts';
import { answerFault, answerJson, type Fault } from '../http/answer.ts';
import { createBodyBudget, readBody, type Body, type BodyBudget } from '../http/read-body.ts';
import { startHttpServer } from '../http/server.ts';
import type { Receipt } from '../intake/ears.ts';
import { parseBody, type Unusable } from '../intake/parse-body.ts';
import { beatReader } from '../intake/read-beat.ts';
import { occurrenceReader } from '../intake/read-occurrence.ts';
import { readEach, type Reader, type Told } from '../intake/told.ts';
import type { Adapter, AdapterContext, RunningAdapter } from './adapter.ts';

const port: PortName = 'http';
export const canaryPath = '/v1/canary';

const mostRequests = 2000;
const mostBytesOnTheWay = 64 * 1024 * 1024;

const configSchema = z.object({
  YAGURA_HOST: hostSchema,
  YAGURA_COLLECTOR_PORT: portSchema.default(4610).describe('a port for heartbeats by HTTP and UDP alike, such as 4610'),
});
type Config = z.infer<typeof configSchema>;

function tell<Thing>(bytes: Buffer, contentType: string | undefined, name: string, reader: Reader<Thing>) {
  const parsed = parseBody(bytes.toString(), contentType, name);
  return parsed.kind === 'unusable' ? parsed : readEach(parsed.values, reader, parsed.broken);
}

export function beatsFromBody(bytes: Buffer, contentType?: string): Told<Beat> | Unusable {
  return tell(bytes, contentType, 'beats', beatReader);
}

export function occurrencesFromBody(bytes: Buffer, contentType?: string): Told<Occurrence> | Unusable {
  return tell(bytes, contentType, 'events', occurrenceReader);
}

/** Put together by hand: the usual answer has two numbers in it, and a beat a request leaves no time for more. */
export function receiptText({ accepted, rejected, assumed }: Receipt): string {
  const refused = rejected.length === 0 ? '[]' : JSON.stringify(rejected);
  if (assumed === null) return `{"accepted":${accepted},"rejected":${refused}}\n`;
  // Ids hold nothing that JSON would escape.
  const parts = Array.from(assumed, ([id, everyMs]) => `"${id}":{"everyMs":${everyMs}}`);
  return `{"accepted":${accepted},"rejected":${refused},"assumed":{${parts.join(',')}}}\n`;
}

const faults = {
  tooLarge: {
    status: 413,
    error: `the body is larger than ${maxBodyBytes} bytes`,
    remedy: 'Split it into several requests.',
  },
  busy: {
    status: 429,
    error: 'more requests are under way than this collector takes at once',
    remedy: 'Wait a second, then send the newest beats only.',
    headers: { 'retry-after': '1' },
  },
  encoded: { status: 415, error: 'the body is compressed', remedy: 'Send it without content-encoding.' },
  nowhere: {
    status: 503,
    error: 'neither Redis nor the spool on disk could hold this; it was not taken',
    remedy: 'Bring Redis back or free space on the disk of the collector, then send the newest beats.',
    headers: { 'retry-after': '1' },
  },
  unauthorized: {
    status: 401,
    error: 'no sender of the desk has this token',
    remedy: "Send `authorization: Bearer TOKEN` with the token of one of the desk file's senders.",
    headers: { 'www-authenticate': 'Bearer realm="yagura"' },
  },
  nowhereToBeFound: {
    status: 404,
    error: 'there is nothing here',
    remedy: `Send heartbeats to POST ${routes.beats} and events to POST ${routes.events}.`,
  },
} satisfies Record<string, Fault>;

const wrongMethod = (allow: string): Fault => ({
  status: 405,
  error: `only ${allow} is answered here`,
  remedy: `Use ${allow}.`,
  headers: { allow },
});

type Hear = (bytes: Buffer, contentType: string | undefined, sender: Sender) => Receipt | Unusable;

interface Door {
  readonly context: AdapterContext<Config>;
  readonly budget: BodyBudget;
  readonly hearers: ReadonlyMap<string, Hear>;
  requests: number;
}

function refuse(door: Door, request: IncomingMessage, response: ServerResponse, fault: Fault, cause: string): void {
  door.context.metrics.refused(port, cause);
  answerFault(request, response, fault);
}

function bearer(request: IncomingMessage): string | null {
  const header = request.headers.authorization;
  return header !== undefined && /^bearer /i.test(header) ? header.slice('bearer '.length).trim() : null;
}

/** All that can be said before a byte of the body was read. */
function objection({ context, requests }: Door, request: IncomingMessage): [fault: Fault, cause: string] | null {
  if (request.method !== 'POST') return [wrongMethod('POST'), 'method'];
  const refusal = context.ears.refusal();
  if (refusal !== null)
    return [{ ...refusal, headers: { 'retry-after': '1' } }, refusal.status === 429 ? 'busy' : 'no-desk'];
  if (requests >= mostRequests) return [faults.busy, 'busy'];
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return [faults.encoded, 'encoded'];
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return [faults.tooLarge, 'too-large'];
  return null;
}

function answerReceipt(door: Door, request: IncomingMessage, response: ServerResponse, receipt: Receipt): void {
  const { stored } = receipt;
  if (stored === null) return answerJson(response, 202, receiptText(receipt));
  void stored.then((where) => {
    if (where === 'nowhere') refuse(door, request, response, faults.nowhere, 'nowhere');
    else answerJson(response, 202, receiptText(receipt));
  });
}

function takeBody(
  door: Door,
  request: IncomingMessage,
  response: ServerResponse,
  body: Body,
  hear: (bytes: Buffer) => Receipt | Unusable,
): void {
  if (body === 'gone') return door.context.metrics.refused(port, 'gone');
  if (body === 'too-large') return refuse(door, request, response, faults.tooLarge, 'too-large');
  if (body === 'no-room') return refuse(door, request, response, faults.busy, 'busy');
  const heard = hear(body);
  if ('kind' in heard) refuse(door, request, response, heard, heard.status === 413 ? 'too-large' : 'not-json');
  else answerReceipt(door, request, response, heard);
}

function takePost(door: Door, request: IncomingMessage, response: ServerResponse, hear: Hear): void {
  const objected = objection(door, request);
  if (objected !== null) return refuse(door, request, response, ...objected);
  const token = bearer(request);
  const sender = token === null ? null : door.context.ears.senderOf(token);
  if (sender === null)
    return refuse(door, request, response, faults.unauthorized, token === null ? 'no-token' : 'unknown-token');
  if (request.headers.expect !== undefined) response.writeContinue();
  door.requests += 1;
  response.once('close', () => {
    door.requests -= 1;
  });
  readBody(request, maxBodyBytes, door.budget, (body) =>
    takeBody(door, request, response, body, (bytes) => hear(bytes, request.headers['content-type'], sender)),
  );
}

function takeCanary(door: Door, request: IncomingMessage, response: ServerResponse): void {
  const token = bearer(request);
  if (request.method === 'POST' && token !== null && door.context.ears.hearCanary(port, token)) {
    request.resume();
    return answerJson(response, 200, '{"heard":true}\n');
  }
  refuse(door, request, response, faults.unauthorized, 'unknown-token');
}

function takeQuestion(door: Door, request: IncomingMessage, response: ServerResponse, path: string): void {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(door, request, response, wrongMethod('GET'), 'method');
  if (path === routes.healthz) return answerJson(response, 200, '{"healthy":true}\n');
  const { ready, why } = door.context.ears.readiness();
  answerJson(response, ready ? 200 : 503, `${JSON.stringify(ready ? { ready } : { ready, why })}\n`);
}

function handle(door: Door, request: IncomingMessage, response: ServerResponse): void {
  const { url = '/' } = request;
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  const hear = door.hearers.get(path);
  if (hear !== undefined) return takePost(door, request, response, hear);
  if (path === canaryPath) return takeCanary(door, request, response);
  if (path === routes.healthz || path === routes.readyz) return takeQuestion(door, request, response, path);
  refuse(door, request, response, faults.nowhereToBeFound, 'not-found');
}

function hearers({ ears, metrics }: AdapterContext<Config>): ReadonlyMap<string, Hear> {
  function heard<Thing>(told: Told<Thing> | Unusable, hear: (told: Told<Thing>) => Receipt): Receipt | Unusable {
    if ('kind' in told) return told;
    if (told.rejected.length > 0) metrics.rejected(port, 'invalid', told.rejected.length);
    return hear(told);
  }
  return new Map<string, Hear>([
    [
      routes.beats,
      (bytes, type, sender) => heard(beatsFromBody(bytes, type), (told) => ears.hearBeats(port, sender, told)),
    ],
    [
      routes.events,
      (bytes, type, sender) =>
        heard(occurrencesFromBody(bytes, type), (told) => ears.hearOccurrences(port, sender, told)),
    ],
  ]);
}

async function start(context: AdapterContext<Config>): Promise<RunningAdapter> {
  const door: Door = {
    context,
    budget: createBodyBudget(mostBytesOnTheWay),
    hearers: hearers(context),
    requests: 0,
  };
  const server = await startHttpServer({
    address: context.address,
    port: context.config.YAGURA_COLLECTOR_PORT,
    listener: (request, response) => handle(door, request, response),
    onRefused: (cause) => context.metrics.refused(port, cause),
  });
  const timer = setInterval(() => context.metrics.gauges.requests.set(door.requests), 1000);
  return {
    port: server.port,
    async stop() {
      clearInterval(timer);
      await server.stop();
    },
  };
}

export const httpPush = { name: port, configSchema, start } satisfies Adapter<Config>;

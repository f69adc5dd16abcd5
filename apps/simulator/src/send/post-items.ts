import { request } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { errorAnswerSchema, ingestAnswerSchema } from '@yagura/contract';
import type { BeatInput, Occurrence } from '@yagura/contract';

export type PostOutcome =
  | { readonly kind: 'taken'; readonly accepted: number; readonly rejected: readonly { error: string }[] }
  /** Sending the same again would be refused again. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

export interface Destination {
  readonly url: URL;
  readonly token: string;
  readonly agent: Agent;
}

const patienceMs = 5000;
const tooManyRequests = 429;

/** Beats or events, whatever is taken at that address. */
export async function postItems(
  to: Destination,
  items: readonly (BeatInput | Occurrence)[],
  stopping: AbortSignal,
): Promise<PostOutcome> {
  // One controller a request: listeners gathered on a signal that lives as long as the process would be a leak.
  const attempt = new AbortController();
  const onStop = (): void => attempt.abort();
  const timer = setTimeout(() => attempt.abort(), patienceMs);
  stopping.addEventListener('abort', onStop, { once: true });
  try {
    const { status, body } = await post(to, JSON.stringify(items), attempt.signal);
    return read(status, body);
  } catch (error) {
    // Refused, reset, too slow or stopped: the collector is away, which a sender must expect.
    const isTooSlow = attempt.signal.aborted && !stopping.aborted;
    return { kind: 'failed', why: isTooSlow ? `no answer in ${patienceMs / 1000} s` : messageOf(error) };
  } finally {
    clearTimeout(timer);
    stopping.removeEventListener('abort', onStop);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function read(status: number, body: unknown): PostOutcome {
  if (status === 202) {
    const answer = ingestAnswerSchema.safeParse(body);
    if (answer.success) return { kind: 'taken', accepted: answer.data.accepted, rejected: answer.data.rejected };
    return { kind: 'failed', why: 'the collector answered 202 with a body that cannot be read' };
  }
  const answer = errorAnswerSchema.safeParse(body);
  const why = answer.success ? `${status}: ${answer.data.error}` : `status ${status}`;
  const isOurFault = status >= 400 && status < 500 && status !== tooManyRequests;
  return { kind: isOurFault ? 'refused' : 'failed', why };
}

async function post(to: Destination, body: string, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(to.url, {
      method: 'POST',
      agent: to.agent,
      signal,
      headers: {
        authorization: `Bearer ${to.token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
  return { status: answer.statusCode ?? 0, body: parsed(await text(answer)) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Something else than a collector answers there.
    return null;
  }
}

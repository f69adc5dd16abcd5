import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newPersonSchema, newTokenSchema, routes, type AuditEntry, type Person } from '@yagura/contract';
import type { Session, Token } from '@yagura/contract';
import { deskStart } from './board.ts';

/** A real server on loopback that keeps people, sessions and tokens as a relay does, as far as a page notices. */
export interface PeopleRelay {
  readonly url: string;
  readonly people: Person[];
  readonly sessions: Session[];
  readonly tokens: Token[];
  readonly audit: AuditEntry[];
  /** Each question as it came, with its query. */
  readonly asked: string[];
  /** What was changed by PATCH, as it was sent. */
  readonly changes: unknown[];
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function startPeopleRelay(): Promise<PeopleRelay> {
  const http = createServer((request, response) => {
    void answer(kept, request).then(({ status, body }) => {
      // The page under test comes from elsewhere.
      response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*');
      response.setHeader('access-control-allow-methods', '*');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const kept: PeopleRelay = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, // a TCP server has one, never a path
    people: [],
    sessions: [],
    tokens: [],
    audit: [],
    asked: [],
    changes: [],
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return kept;
}

async function answer(kept: PeopleRelay, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '' } = request;
  kept.asked.push(`${method} ${url}`);
  const path = url.replace(/\?.*/, '');
  const id = decodeURIComponent(path.split('/').at(-1) ?? '');
  const sent = await bodyOf(request);
  if (method === 'DELETE') return end(path.startsWith(routes.tokens) ? kept.tokens : kept.sessions, id);
  if (method === 'PATCH') return { status: 200, body: { person: kept.changes.push(sent) } };
  if (method === 'POST') return make(kept, path, sent);
  const asked: Readonly<Record<string, unknown>> = {
    [routes.people]: { people: kept.people },
    [routes.sessions]: { sessions: kept.sessions },
    [routes.tokens]: { tokens: kept.tokens },
    [routes.audit]: { from: 0, to: deskStart, entries: kept.audit, truncated: false },
  };
  return path in asked ? { status: 200, body: asked[path] } : refusal(404, 'there is nothing at this address');
}

function make(kept: PeopleRelay, path: string, sent: unknown): Answer {
  if (path === routes.people) {
    const { password: _, pin, ...person } = newPersonSchema.parse(sent);
    if (kept.people.some((each) => each.person === person.person))
      return refusal(409, `there is a ${person.person} already`);
    kept.people.push({ ...person, active: true, pin: pin !== undefined });
    return { status: 201, body: { person: kept.people.at(-1) } };
  }
  const body = newTokenSchema.parse(sent);
  const { kind, name, scope } = body;
  const id = `t${kept.tokens.length + 1}`;
  const role = body.kind === 'screen' ? 'viewer' : body.role;
  const token: Token = { id, kind, name, role, scope, madeBy: 'boss', madeAt: deskStart };
  kept.tokens.push(token);
  return { status: 201, body: { token, secret: `yat_${id}_secret` } };
}

function end(among: { readonly id: string }[], id: string): Answer {
  const at = among.findIndex((each) => each.id === id);
  if (at === -1) return refusal(404, 'there is no such thing');
  among.splice(at, 1);
  return { status: 200, body: { revoked: true } };
}

function refusal(status: number, error: string): Answer {
  return { status, body: { error, remedy: 'Look again.' } };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request of HTTP yields nothing else
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}

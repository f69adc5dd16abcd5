import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routes, showMeStepSchema, showMeSteps } from '@yagura/contract';
import type { ErrorAnswer, ShowMeAnswer } from '@yagura/contract';
import type { ShowMe, Started } from './show-me/show-me.ts';

export interface ControlServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly why: string;
}

interface Answer {
  readonly status: number;
  readonly body: ShowMeAnswer | ErrorAnswer | Readiness;
}

const prefix = '/show-me';
const statusOf: Readonly<Record<Started['kind'], number>> = { started: 200, busy: 409, unavailable: 409 };

/** Show-me's own door: the relay knocks here for the buttons of a screen. */
export async function startControlServer(options: {
  readonly host: string;
  readonly port: number;
  readonly showMe: ShowMe;
  readonly readiness: () => Readiness;
}): Promise<ControlServer> {
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://simulator').pathname;
    incoming.resume();
    send(outgoing, answerTo(incoming.method ?? 'GET', path, options.showMe, options.readiness));
  });
  await listen(server, options.host, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => close(server),
  };
}

function answerTo(method: string, path: string, showMe: ShowMe, readiness: () => Readiness): Answer {
  if (path === routes.readyz) return { status: readiness().ready ? 200 : 503, body: readiness() };
  if (path === prefix) return method === 'GET' ? { status: 200, body: showMe.answer() } : wrongMethod('GET');
  if (!path.startsWith(`${prefix}/`)) return nothingHere();
  if (method !== 'POST') return wrongMethod('POST');
  const step = showMeStepSchema.safeParse(path.slice(prefix.length + 1));
  if (!step.success) return unknownStep();
  const started = showMe.start(step.data);
  if (started.kind === 'started') return { status: statusOf.started, body: started.answer };
  return { status: statusOf[started.kind], body: { error: started.error, remedy: started.remedy } };
}

const wrongMethod = (method: string): Answer => ({
  status: 405,
  body: { error: 'This address does not take that method', remedy: `Use ${method}.` },
});

const nothingHere = (): Answer => ({
  status: 404,
  body: { error: 'There is nothing at this address', remedy: `GET ${prefix}, or POST ${prefix}/STEP.` },
});

const unknownStep = (): Answer => ({
  status: 404,
  body: { error: 'There is no such step', remedy: `Use one of ${showMeSteps.join(', ')}.` },
});

function send(outgoing: ServerResponse, { status, body }: Answer): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { rawFault, type Fault } from './answer.ts';

export interface ServerOptions {
  readonly address: string;
  readonly port: number;
  readonly listener: RequestListener;
  /** A request or connection that was refused before it could be read. */
  readonly onRefused: (cause: string) => void;
  readonly requestTimeoutMs?: number;
}

const mostConnections = 4096;
const whole = 10_000;
const graceMs = 1500;

const malformed: Fault = {
  status: 400,
  error: 'this is not an HTTP request',
  remedy: 'Send POST /v1/beats with a JSON body; see docs/ingest.md.',
};
const tooSlow: Fault = {
  status: 408,
  error: 'the request did not arrive in time',
  remedy: 'Send it whole and at once.',
};
const tooLong: Fault = { status: 431, error: 'the headers are too large', remedy: 'Send fewer and shorter headers.' };

function faultOf(code: string | undefined): [fault: Fault, phrase: string, cause: string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [tooSlow, 'Request Timeout', 'too-slow'];
  if (code === 'HPE_HEADER_OVERFLOW') return [tooLong, 'Request Header Fields Too Large', 'headers'];
  return [malformed, 'Bad Request', 'not-http'];
}

/** The newest answer of each connection that is not written yet. */
type Answering = WeakMap<Socket, ServerResponse>;

function onClientError(error: NodeJS.ErrnoException, socket: Socket, answering: Answering): string {
  const [fault, phrase, cause] = faultOf(error.code);
  const refuse = () => {
    // A connection that was reset has nobody to answer to.
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(rawFault(fault, phrase), () => socket.destroy());
  };
  const before = answering.get(socket);
  // Garbage behind a whole request must not be answered in its place.
  if (before?.req.complete && !before.writableFinished) before.once('close', refuse);
  else refuse();
  return cause;
}

function openPort(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, 1024, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Ends each connection when its last answer is written, and after a moment those that have none coming. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const all = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(all);
      resolve();
    });
  });
}

export async function startHttpServer(options: ServerOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const { listener, onRefused, requestTimeoutMs = whole } = options;
  const server = createServer({
    headersTimeout: Math.min(5000, requestTimeoutMs),
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    // Components that beat each 10 s keep their connection.
    keepAliveTimeout: 65_000,
    requireHostHeader: false,
    noDelay: true,
  });
  server.maxConnections = mostConnections;
  const answering: Answering = new WeakMap();
  const listen: RequestListener = (request, response) => {
    answering.set(request.socket, response);
    listener(request, response);
  };
  server.on('request', listen);
  // Without a listener Node would invite a body that is then refused.
  server.on('checkContinue', listen);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    onRefused(onClientError(error, socket, answering)),
  );
  server.on('drop', () => onRefused('connections'));
  server.on('connect', (_request, socket: Socket) => {
    onRefused('not-http');
    socket.end(rawFault(malformed, 'Bad Request'), () => socket.destroy());
  });
  const port = await openPort(server, options.port, options.address);
  // A connection that fails to be accepted (no file handles left) must not end the process; the canary notices it.
  server.on('error', () => onRefused('accept'));
  return { port, stop: () => close(server) };
}

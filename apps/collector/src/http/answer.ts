import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Fault {
  readonly status: number;
  readonly error: string;
  readonly remedy: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A sender that is told "too large" must be able to read it, but not to send for ever. */
const lingerMs = 1000;

export function answerJson(response: ServerResponse, status: number, body: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/**
 * Closing while bytes arrive would reset the connection and take the answer with it, so they are thrown away for a
 * moment; a sender that has come to the end by then keeps its connection.
 */
function letGo(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.removeAllListeners('data');
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), lingerMs);
  timer.unref();
  request.once('end', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
}

export function answerFault(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
  if (response.headersSent || response.destroyed) return;
  const { status, error, remedy, headers } = fault;
  const body = JSON.stringify({ error, remedy });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
  letGo(request);
}

/** For a connection whose request could not even be read. */
export function rawFault({ status, error, remedy }: Fault, phrase: string): string {
  const body = JSON.stringify({ error, remedy });
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

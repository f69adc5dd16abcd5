import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** One connection, one request at a time, bytes made beforehand: a client that costs as little as can be. */
export interface RawConnection {
  send(request: Buffer): void;
  close(): void;
}

export function requestBytes(path: string, token: string, body: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const lengthOf = /content-length: *(\d+)/i;

/** The first whole answer in what has come, and how many characters it takes. */
export function readAnswer(text: string): (RawAnswer & { readonly taken: number }) | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  const length = lengthOf.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  const taken = end + 4 + Number(length);
  if (text.length < taken) return null;
  return { status: Number(head.slice(9, 12)), body: text.slice(end + 4, taken), taken };
}

export function openRawConnection(
  port: number,
  events: { onAnswer(answer: RawAnswer): void; onLost(): void },
): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let waiting = '';
    let closed = false;
    socket.once('connect', () => resolve({ send: (request) => void socket.write(request), close }));
    socket.once('error', reject);
    socket.once('close', () => {
      if (!closed) events.onLost();
    });
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      waiting += text;
      for (let answer = readAnswer(waiting); answer !== null; answer = readAnswer(waiting)) {
        waiting = waiting.slice(answer.taken);
        events.onAnswer(answer);
      }
    });
    function close() {
      closed = true;
      socket.destroy();
    }
  });
}

import { connect } from 'node:net';

/** Writes these bytes as they are and gives back all that comes until the other side closes, or `patienceMs` pass. */
export function exchange(
  port: number,
  pieces: readonly (string | Buffer)[],
  patienceMs = 3000,
  pauseMs = 0,
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(finish, patienceMs);
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
    });
    // A refusal may reset the connection while we still write.
    socket.on('error', finish);
    socket.on('close', finish);
    void (async () => {
      for (const piece of pieces) {
        socket.write(piece);
        if (pauseMs > 0) await new Promise((next) => setTimeout(next, pauseMs));
      }
    })();
  });
}

export function requestText(body: string, headers: Record<string, string> = {}): string {
  const all = { 'content-length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return ['POST /v1/beats HTTP/1.1', ...lines, '', body].join('\r\n');
}

export const statusesIn = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));

import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Fixed by RFC 6455: proves that the other end speaks the protocol. */
const handshakeSalt = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const textFrame = 0x81;
const longestShort = 125;

/** Just enough of a websocket to carry short texts one way: the least a message to a screen can cost. */
export function acceptWebsockets(server: Server): { send(text: string): void } {
  const sockets = new Set<Socket>();
  server.on('upgrade', (request, stream) => {
    const socket = stream as Socket; // of a plain HTTP server
    const key = createHash('sha1')
      .update(`${request.headers['sec-websocket-key'] ?? ''}${handshakeSalt}`)
      .digest('base64');
    socket.setNoDelay(true);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    );
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  return {
    send(text) {
      const body = Buffer.from(text);
      if (body.length > longestShort) throw new Error('only short texts');
      const frame = Buffer.concat([Buffer.from([textFrame, body.length]), body]);
      for (const socket of sockets) socket.write(frame);
    },
  };
}

export function openBareWebsocket(port: number, onText: (text: string) => void): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let shaken = false;
    let waiting: Buffer = Buffer.alloc(0);
    socket.once('error', reject);
    socket.write(
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    socket.on('data', (part) => {
      waiting = Buffer.concat([waiting, part]);
      if (!shaken) {
        const end = waiting.indexOf('\r\n\r\n');
        if (end < 0) return;
        shaken = true;
        waiting = waiting.subarray(end + 4);
        resolve({ close: () => socket.destroy() });
      }
      for (let length = waiting[1]; length !== undefined && waiting.length >= 2 + length; length = waiting[1]) {
        onText(waiting.subarray(2, 2 + length).toString());
        waiting = waiting.subarray(2 + length);
      }
    });
  });
}

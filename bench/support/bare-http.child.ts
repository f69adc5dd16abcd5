import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCommands } from './helper-process.ts';

/** The least that any front door does: read, parse, answer. */
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const beats: unknown = JSON.parse(Buffer.concat(parts).toString());
    const answer = JSON.stringify({ accepted: Array.isArray(beats) ? beats.length : 1, rejected: [] });
    response.writeHead(202, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});

answerCommands(
  () =>
    new Promise<{ port: number }>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port })); // of a TCP server
    }),
);

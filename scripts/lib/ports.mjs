import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { codeOf } from './failure.mjs';

const loopback = '127.0.0.1';

/** @typedef {{ kind: 'free', port: number } | { kind: 'taken' } | { kind: 'forbidden' }} PortState */

/** @param {unknown} error @returns {PortState} */
const stateOf = (error) => (codeOf(error) === 'EACCES' ? { kind: 'forbidden' } : { kind: 'taken' });

/** @param {number} port 0 for any @param {string} [host] @returns {Promise<PortState>} */
export function probeTcp(port, host = loopback) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(stateOf(error)));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve({ kind: 'free', port: found }));
    });
  });
}

/** @param {number} port @param {string} [host] @returns {Promise<PortState>} */
export function probeUdp(port, host = loopback) {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error) => {
      socket.close();
      resolve(stateOf(error));
    });
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve({ kind: 'free', port })));
  });
}

export async function freePort() {
  const state = await probeTcp(0);
  if (state.kind !== 'free') throw new Error('the system gave no ephemeral port');
  return state.port;
}

/**
 * The first of `count` neighbouring ports that are free now, for TCP and for UDP.
 * @param {number} count
 * @returns {Promise<number>}
 */
export async function freePortRange(count) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = await freePort();
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if (first + count > 65_535) continue;
    const states = await Promise.all(ports.flatMap((port) => [probeTcp(port), probeUdp(port)]));
    if (states.every((state) => state.kind === 'free')) return first;
  }
  throw new Error(`no ${count} neighbouring ports are free`);
}

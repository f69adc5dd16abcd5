import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { codeOf, Failure } from './failure.mjs';

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

/** Below what systems give to outgoing connections: one of those could take a port between our look and the service's start. */
const lowest = 15_000;
const highest = 32_000;

/**
 * Where to look. `YAGURA_PORTS=15000-20000` narrows it: two starts in one second, each with a range of its own, cannot choose the same port.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {[number, number]}
 */
export function portsOf({ YAGURA_PORTS: said }) {
  if (said === undefined || said === '') return [lowest, highest];
  const [, from, to] = /^(\d{4,5})-(\d{4,5})$/.exec(said) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (first >= 1024 && last <= 65_535 && last - first >= 100) return [first, last];
  throw new Failure(`YAGURA_PORTS is "${said}"; give two ports at least 100 apart, like 15000-20000.`);
}

/**
 * The first of `count` neighbouring ports that are free now, for TCP and for UDP.
 * @param {number} count
 * @param {number[]} [avoid] ports that are spoken for
 * @returns {Promise<number>}
 */
export async function freePortRange(count, avoid = []) {
  const [from, to] = portsOf(process.env);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = randomInt(from, to - count);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if (ports.some((port) => avoid.includes(port))) continue;
    const states = await Promise.all(ports.flatMap((port) => [probeTcp(port), probeUdp(port)]));
    if (states.every((state) => state.kind === 'free')) return first;
  }
  throw new Failure(
    `No ${count} neighbouring ports are free between ${from} and ${to}; name some with --port N and --collector-port N.`,
  );
}

export const freePort = () => freePortRange(1);

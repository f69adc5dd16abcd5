import type { PortName } from '@yagura/contract';
import { createSocket } from 'node:dgram';
import { request } from 'node:http';
import { isIPv6 } from 'node:net';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { canaryPath } from './adapters/http-push.ts';

const everyMs = 1000;
const giveUpMs = 3000;

interface Target {
  readonly address: string;
  readonly port: number;
  readonly token: string;
}
interface CanarySender {
  send(): void;
  stop(): void;
}

/** A connection of its own each time: whether new ones are still accepted is what it has to find out. */
function httpSender({ address, port, token }: Target): CanarySender {
  return {
    send() {
      const sent = request({
        host: address,
        port,
        path: canaryPath,
        method: 'POST',
        agent: false,
        headers: { authorization: `Bearer ${token}`, 'content-length': 0 },
        timeout: giveUpMs,
      });
      // What does not arrive is noticed by its absence.
      sent.on('error', () => undefined);
      sent.on('timeout', () => sent.destroy());
      sent.on('response', (answer) => answer.resume());
      sent.end();
    },
    stop: () => undefined,
  };
}

function udpSender({ address, port, token }: Target): CanarySender {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  return {
    send: () => socket.send(JSON.stringify({ canary: token }), port, address, () => undefined),
    stop: () => socket.close(),
  };
}

const senders: Record<PortName, (target: Target) => CanarySender> = { http: httpSender, udp: udpSender };

/** An address for everybody is none to send to. */
export function ownAddress(listening: string): string {
  if (listening === '0.0.0.0') return '127.0.0.1';
  return listening === '::' ? '::1' : listening;
}

export interface Canary {
  /** When each port last heard its own, by desk time. */
  lastHeard(): Partial<Record<PortName, number>>;
  hear(port: PortName, token: string): boolean;
  /** Sends one to each port now and each second. */
  start(listening: string, ports: ReadonlyMap<PortName, number>): void;
  stop(): void;
}

/** Whatever was deaf would otherwise look like silence of everybody else. */
export function createCanary(desk: () => number): Canary {
  const token = randomBytes(16).toString('hex');
  const expected = Buffer.from(token);
  const heard: Partial<Record<PortName, number>> = {};
  let running: CanarySender[] = [];
  let timer: NodeJS.Timeout | null = null;
  const sendAll = () => {
    for (const sender of running) sender.send();
  };

  return {
    lastHeard: () => heard,
    hear(port, given) {
      const bytes = Buffer.from(given);
      if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return false;
      heard[port] = Math.floor(desk());
      return true;
    },
    start(listening, ports) {
      const address = ownAddress(listening);
      running = [...ports].map(([name, port]) => senders[name]({ address, port, token }));
      sendAll();
      timer = setInterval(sendAll, everyMs);
    },
    stop() {
      if (timer) clearInterval(timer);
      for (const sender of running) sender.stop();
      running = [];
    },
  };
}

import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { BeatInput } from '@yagura/contract';
import type { Count, Say } from './counts.ts';

export interface UdpSender {
  send(beat: BeatInput): void;
  stop(): Promise<void>;
}

/** One JSON beat a datagram, with its token inside. Nobody answers; what is lost is lost. */
export function startUdpSender(options: {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly count: Count;
  readonly say: Say;
}): UdpSender {
  const host = options.host.replace(/^\[(.*)\]$/, '$1');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  let isFailing = false;
  socket.on('error', (error) => options.say(`UDP: ${error.message}`));

  function onSent(error: Error | null): void {
    options.count(error === null ? 'sent' : 'failed', 'udp', 1);
    if (error !== null && !isFailing) options.say(`UDP: a beat could not be sent: ${error.message}`);
    isFailing = error !== null;
  }

  return {
    send: (beat) => socket.send(JSON.stringify({ token: options.token, ...beat }), options.port, host, onSent),
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

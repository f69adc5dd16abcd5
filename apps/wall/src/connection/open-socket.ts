import { io } from 'socket.io-client';
import type { RelaySocket } from './hear-relay.ts';

/** Comes back by itself, soon and with jitter, so that a returning relay is not met by every screen at once. */
export function openSocket(url?: string): RelaySocket {
  const options = {
    transports: ['websocket'],
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
    timeout: 3000,
  };
  return url === undefined ? io(options) : io(url, options);
}

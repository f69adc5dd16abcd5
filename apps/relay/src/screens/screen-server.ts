import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { DownEvents, Frame, Freshness, Pulse, UpEvents } from '@yagura/contract';
import { Server } from 'socket.io';
import type { Room } from '../frames/room.ts';
import { isOwnHost, isOwnOrigin, type DoorRules } from '../http/door.ts';
import type { RelayCounters } from '../relay-counters.ts';
import { attachScreen, binary, type Screen, type ScreenSocket } from './screen.ts';
import { closeIfSlow, sizeOf, type Outbox } from './slow-screens.ts';

export const mostScreens = 500;

/** All connected screens. One channel for each scope set; today there is one. */
export interface ScreenServer {
  frame(frame: Frame): void;
  freshness(head: Freshness, tenths: Uint8Array): void;
  pulse(pulse: Pulse): void;
  /** The board was replaced, or came at last: every screen starts again by snapshot. */
  restart(): void;
  count(): number;
  stop(): Promise<void>;
}

export interface ScreenServerOptions {
  readonly http: HttpServer;
  readonly room: () => Room | null;
  readonly channel: string;
  readonly door: DoorRules;
  readonly build: string;
  readonly counters: RelayCounters;
  readonly deskNow: () => number;
  readonly elapsed: () => number;
}

export function startScreenServer(options: ScreenServerOptions): ScreenServer {
  const { http, channel, counters } = options;
  const screens = new Map<ScreenSocket, Screen>();
  const server: Server<UpEvents, DownEvents> = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    maxHttpBufferSize: 16 * 1024,
    allowRequest: (request, decide) => decide(null, admits(request, server, options)),
  });
  server.on('connection', (socket) => {
    screens.set(socket, attachScreen(socket, options));
    counters.screens(screens.size);
    socket.on('disconnect', () => {
      screens.delete(socket);
      counters.screens(screens.size);
    });
    socket.conn.on('packetCreate', ({ data }: { data?: unknown }) => counters.sent(sizeOf(data)));
  });
  const closeSlow = () => {
    for (const socket of screens.keys()) if (closeIfSlow(outboxOf(socket))) counters.closedSlow();
  };
  return {
    frame(frame) {
      counters.frame();
      server.to(channel).emit('frame', frame);
      closeSlow();
    },
    freshness: (head, tenths) => void server.to(channel).emit('freshness', head, binary(tenths)),
    pulse: (pulse) => void server.to(channel).emit('pulse', pulse),
    restart() {
      for (const screen of screens.values()) screen.restart();
    },
    count: () => screens.size,
    async stop() {
      for (const socket of screens.keys()) socket.conn.close(true);
      server.engine.close();
      await server.close();
    },
  };
}

function admits(request: IncomingMessage, server: Server, { door, counters }: ScreenServerOptions): boolean {
  const refusal = refusalOf(request, server, door);
  if (refusal) counters.refused(refusal);
  return refusal === null;
}

function refusalOf(request: IncomingMessage, server: Server, door: DoorRules): 'host' | 'origin' | 'full' | null {
  if (!isOwnHost(request.headers.host, door)) return 'host';
  if (!isOwnOrigin(request)) return 'origin';
  return server.engine.clientsCount >= mostScreens ? 'full' : null;
}

/** Its documentation offers the write buffer for this purpose, its types call it private. */
function outboxOf(socket: ScreenSocket): Outbox {
  return socket.conn as unknown as Outbox;
}

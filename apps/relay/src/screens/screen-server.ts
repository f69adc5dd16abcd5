import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { DownEvents, Frame, Freshness, Pulse, Scope, ScreenTold, UpEvents } from '@yagura/contract';
import { Server } from 'socket.io';
import { isOwnHost, isOwnOrigin, type DoorRules } from '../http/door.ts';
import type { RelayCounters } from '../relay-counters.ts';
import { attachScreen, binary, type Screen, type ScreenSocket } from './screen.ts';
import type { Seat } from '../stage.ts';
import type { Attendance } from '../registered/attendances.ts';
import type { Timers } from '../frames/timers.ts';
import type { Entrance, Guest } from './entrance.ts';
import { closeIfSlow, sizeOf, type Outbox } from './slow-screens.ts';

export const mostScreens = 500;

/** A revoked screen goes dark within so long, and one that is asked about again costs one question. */
const staysCheckedEveryMs = 5000;

/** All connected screens. One channel for each scope set. */
export interface ScreenServer {
  frame(channel: string, frame: Frame): void;
  freshness(channel: string, head: Freshness, tenths: Uint8Array): void;
  pulse(channel: string, pulse: Pulse): void;
  listens(channel: string): boolean;
  /** The board was replaced, or came at last: every screen starts again by snapshot. */
  restart(): void;
  /** Ends the connections of a registered screen. */
  sendAway(screen: string): void;
  count(): number;
  stop(): Promise<void>;
}

export interface ScreenServerOptions {
  readonly http: HttpServer;
  readonly seat: (scope: Scope) => Seat | null;
  readonly entrance: Entrance;
  /** A registered screen came: who watches over it. */
  readonly attend: (screen: string, tell: (told: ScreenTold) => void) => Attendance;
  readonly timers: Timers;
  readonly door: DoorRules;
  readonly build: string;
  readonly counters: RelayCounters;
  readonly deskNow: () => number;
  readonly elapsed: () => number;
}

export function startScreenServer(options: ScreenServerOptions): ScreenServer {
  const { http, counters, entrance } = options;
  const screens = new Map<ScreenSocket, Screen & { readonly channel: string }>();
  const guests: Guests = new WeakMap();
  const server: Server<UpEvents, DownEvents> = openServer(http, (request) => admit(request, server, guests, options));
  server.on('connection', (socket) => {
    const guest = guests.get(socket.request);
    const seat = guest && options.seat(guest.scope);
    if (!seat) {
      counters.refused('full');
      return socket.conn.close(true);
    }
    const attendance = attendanceOf(guest, socket, options);
    screens.set(socket, { ...attachScreen(socket, { ...options, ...seat, attendance }), channel: seat.channel });
    counters.screens(screens.size);
    socket.on('disconnect', () => {
      screens.delete(socket);
      attendance?.left();
      counters.screens(screens.size);
    });
    socket.conn.on('packetCreate', ({ data }: { data?: unknown }) => counters.sent(sizeOf(data)));
  });
  const closeSlow = () => {
    for (const socket of screens.keys()) if (closeIfSlow(outboxOf(socket))) counters.closedSlow();
  };
  const check = () => void sendAway(screens.keys(), guests, entrance).catch(() => {}); // it is checked again soon
  const stopChecking = options.timers.every(staysCheckedEveryMs, check);
  return {
    frame(channel, frame) {
      counters.frame();
      server.to(channel).emit('frame', frame);
      closeSlow();
    },
    freshness: (channel, head, tenths) => void server.to(channel).emit('freshness', head, binary(tenths)),
    pulse: (channel, pulse) => void server.to(channel).emit('pulse', pulse),
    listens: (channel) => [...screens.values()].some((screen) => screen.channel === channel),
    restart() {
      for (const screen of screens.values()) screen.restart();
    },
    sendAway: (screen) => closeThose(screens.keys(), (socket) => guests.get(socket.request)?.screen === screen),
    count: () => screens.size,
    async stop() {
      stopChecking();
      closeThose(screens.keys(), () => true);
      server.engine.close();
      await server.close();
    },
  };
}

function attendanceOf({ screen }: Guest, socket: ScreenSocket, { attend }: ScreenServerOptions): Attendance | null {
  return screen === null ? null : attend(screen, (told) => void socket.emit('screen', told));
}

function closeThose(sockets: Iterable<ScreenSocket>, which: (socket: ScreenSocket) => boolean): void {
  for (const socket of sockets) if (which(socket)) socket.conn.close(true);
}

function openServer(http: HttpServer, admits: (request: IncomingMessage) => Promise<boolean>) {
  const server: Server<UpEvents, DownEvents> = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    maxHttpBufferSize: 16 * 1024,
    allowRequest: (request, decide) => void admits(request).then((may) => decide(null, may)),
  });
  return server;
}

type Guests = WeakMap<IncomingMessage, Guest>;

async function admit(
  request: IncomingMessage,
  server: Server,
  guests: Guests,
  { door, counters, entrance }: ScreenServerOptions,
): Promise<boolean> {
  const asked = refusalOf(request, server, door);
  const guest = asked === null ? await entrance.admit(request).catch(() => null) : null; // a fault lets nobody in
  // Others may have come in meanwhile.
  const refusal = refusalOf(request, server, door) ?? (guest === null ? 'signed-out' : null);
  if (refusal !== null) counters.refused(refusal);
  else if (guest) guests.set(request, guest);
  return refusal === null;
}

/** Closes whose session or token has ended; they come back as whoever they are now, or not at all. */
async function sendAway(sockets: Iterable<ScreenSocket>, guests: Guests, entrance: Entrance): Promise<void> {
  for (const socket of sockets) {
    const guest = guests.get(socket.request);
    if (guest && !(await entrance.mayStay(guest))) socket.conn.close(true);
  }
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

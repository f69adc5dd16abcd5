import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  routes,
  wireVersion,
  type Board,
  type DownEvents,
  type ExplainAnswer,
  type Frame,
  type ScreenTold,
  type UpEvents,
} from '@yagura/contract';
import express, { Router } from 'express';
import { Server, type Socket } from 'socket.io';
import { freshnessBytes } from '../frames/freshness.ts';
import { buildOf, wallFiles } from '../http/wall-files.ts';

const wallFolder = join(import.meta.dirname, '../../../wall/dist');

/** Serves the built wall one board at one instant of desk time, over the real wire; whoever asks for anything else is told that it is away. */
export interface StillRelay {
  readonly url: string;
  show(board: Board, at: number, screen?: ScreenTold): void;
  /** What whoever asks why a component stands where it stands is answered. */
  explain(answerFor: (component: string) => ExplainAnswer | null): void;
  /** One frame, and with it what leaves once a second; from then on its board is what is shown. */
  tell(frame: Frame, board: Board): void;
  /** All of it again to whoever is there. */
  tellAnew(): void;
  /** The wall that is served is another one now. */
  outdate(): void;
  /** Ends every connection, and takes no new one until something is shown again. */
  leave(): void;
  stop(): Promise<void>;
}

export async function startStillRelay(): Promise<StillRelay> {
  const app = express();
  const explaining = explainingRoute();
  app.use(explaining.router);
  app.use('/api', (_, response) => void response.status(503).json({ error: 'away', remedy: 'Ask later.' }));
  app.use(wallFiles(wallFolder));
  const http = createServer(app);
  let shown: { readonly board: Board; readonly at: number; readonly screen?: ScreenTold | undefined } | null = null;
  const server: Server<UpEvents, DownEvents> = new Server(http, {
    perMessageDeflate: false,
    // A page whose time is made up must not be asked for signs of life by ours.
    pingInterval: 1_000_000_000,
    allowRequest: (_, decide) => decide(null, shown !== null),
  });
  let build = buildOf(wallFolder);
  const tell = (socket: Pick<Socket<UpEvents, DownEvents>, 'emit'>) => {
    if (!shown) return;
    const { board, at, screen } = shown;
    if (screen) socket.emit('screen', screen);
    socket.emit('snapshot', bytes(gzipSync(JSON.stringify({ ...board, wire: wireVersion, build, sentAt: at }))));
    tellFreshness(socket, board, at);
  };
  server.on('connection', (socket) => {
    socket.on('hello', () => tell(socket));
    socket.on('resync', () => tell(socket));
    socket.on('echo', (_, acknowledge) => acknowledge(shown?.at ?? Number.NaN));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, // a TCP server has one, never a path
    show(board, at, screen) {
      shown = { board, at, screen };
    },
    explain: explaining.explain,
    tell(frame, board) {
      shown = { board, at: frame.sentAt };
      server.emit('frame', frame);
      tellFreshness(server, board, frame.sentAt);
    },
    tellAnew: () => tell(server),
    outdate() {
      build = `${build}-newer`;
      tell(server);
    },
    leave() {
      shown = null;
      server.disconnectSockets(true);
    },
    stop: () => server.close(),
  };
}

function explainingRoute(): Pick<StillRelay, 'explain'> & { readonly router: Router } {
  let explained: (component: string) => ExplainAnswer | null = () => null;
  const router = Router();
  router.get(routes.explain, (request, response, next) => {
    const answer = explained(request.params.id);
    if (answer) response.json(answer);
    else next();
  });
  return { router, explain: (answerFor) => void (explained = answerFor) };
}

/** In Node the same bytes travel as a Buffer that a browser receives as an ArrayBuffer. */
const bytes = (from: Uint8Array) => Buffer.from(from) as unknown as ArrayBuffer;

function tellFreshness(to: Pick<Socket<UpEvents, DownEvents>, 'emit'>, board: Board, at: number): void {
  const head = { epoch: board.epoch, layout: board.layout.version, at, sentAt: at };
  to.emit('freshness', head, bytes(freshnessBytes(board.lastBeats, board.limits, at)));
  to.emit('pulse', pulseOf(board, at));
}

function pulseOf({ epoch, revision, collectors, at: judgedAt }: Board, at: number) {
  return {
    epoch,
    revision,
    sentAt: at,
    judgedAt,
    hops: {
      collectors: collectors.map(({ id, blind, until }) => ({ id, blind, ageMs: at - (until ?? at) })),
      redisMs: 1,
      engineMs: 20,
      relayMs: 1,
    },
    historyBehind: 0,
  };
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request } from 'express';
import type { History } from '@yagura/history';
import { ConfigError, sleep, type Service } from '@yagura/service';
import { startDeskClock, type Streams } from '@yagura/streams';
import { followBoard } from './board/board-follower.ts';
import type { LiveBoard } from './board/live-board.ts';
import { realTimers } from './frames/timers.ts';
import { startHeart } from './heart.ts';
import { createApp } from './http/app.ts';
import { createCommandDesk } from './incidents/command-desk.ts';
import { buildOf } from './http/wall-files.ts';
import { createRelayCounters } from './relay-counters.ts';
import { startScreenServer, type ScreenServer } from './screens/screen-server.ts';
import { createStage, type Stage } from './stage.ts';

export interface RelayOptions {
  readonly streams: Streams;
  readonly history: Pick<
    History,
    'changesOf' | 'announcementsBetween' | 'incidents' | 'incident' | 'incidentLog' | 'putCommand' | 'command'
  >;
  /** Who asks; null where nobody is signed in. */
  readonly personOf: (request: Request) => string | null;
  readonly service: Pick<Service, 'log' | 'metrics' | 'setReady' | 'readiness' | 'opsPort'>;
  readonly host: string;
  readonly port: number;
  readonly insideContainer: boolean;
  readonly simulatorUrl: string | null;
  readonly wallFolder: string | null;
}

export interface Relay {
  readonly port: number;
  /** Ends every connection, so that screens reconnect elsewhere at moments of their own. */
  stop(): Promise<void>;
}

const elapsed = () => performance.now();

export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { streams, service, wallFolder } = options;
  const counters = createRelayCounters(service.metrics);
  const clock = startDeskClock({ source: streams.clock, monotonic: elapsed, wall: () => Date.now() });
  await clock.tick();
  const deskNow = () => Math.round(clock.now());
  const build = buildOf(wallFolder);
  const door = { host: options.host, insideContainer: options.insideContainer };
  const commands = createCommandDesk({ history: options.history, evidence: streams.evidence, deskNow });
  let current: () => LiveBoard | null = () => null;
  const app = createApp({ ...appOptions(options), commands, deskNow, counters, door, current: () => current() });
  const http = createServer(app);
  const port = await listen(http, options.host, options.port);

  const shared = { build, counters, elapsed, deskNow };
  const stage: Stage = createStage({ ...shared, timers: realTimers, audience: () => screens });
  const channel = `scope:${stage.scope.key}`;
  const screens: ScreenServer = startScreenServer({ ...shared, http, door, channel, room: () => stage.room() });
  const heart = startHeart({
    streams,
    deskNow,
    counters,
    timers: realTimers,
    elapsed,
    current: () => current(),
    send: (pulse) => screens.pulse(pulse),
  });
  const follower = followBoard({
    streams,
    log: service.log,
    wait: sleep,
    onBoard(live) {
      stage.board(live);
      service.setReady({ ready: true, why: 'serving' });
    },
    onWaiting: (why) => service.setReady({ ready: false, why }),
    onTurn: (live, turn, before) => {
      stage.turn(live, turn, before);
      commands.heard(turn);
    },
    onPulse(live, pulse) {
      heart.heard(pulse);
      if (live) stage.pulse(live);
    },
  });
  current = () => follower.current();
  return { port, stop: () => stopAll({ stage, heart, clock, follower, screens, http }) };
}

function appOptions({ streams, service, history, personOf, simulatorUrl, wallFolder }: RelayOptions) {
  return {
    history,
    personOf,
    evidence: streams.evidence,
    simulatorUrl,
    wallFolder,
    log: service.log,
    readiness: () => service.readiness(),
    opsPort: () => service.opsPort,
  };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port));
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port; // a TCP server that listens has an address with a port
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new ConfigError(
    `YAGURA_PORT can not be used because port ${port} of ${host} is taken by another process: stop that process or set YAGURA_PORT to a free port.`,
  );
}

interface Running {
  readonly stage: Stage;
  readonly heart: { stop(): void };
  readonly clock: { stop(): void };
  readonly follower: { stop(): Promise<void> };
  readonly screens: ScreenServer;
  readonly http: Server;
}

async function stopAll({ stage, heart, clock, follower, screens, http }: Running): Promise<void> {
  stage.stop();
  heart.stop();
  clock.stop();
  await Promise.all([follower.stop(), screens.stop()]);
  await close(http);
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

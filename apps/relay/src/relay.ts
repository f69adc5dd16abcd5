import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scope } from '@yagura/contract';
import { wholeDesk } from '@yagura/domain';
import type { History, Outbox, People, Webhooks } from '@yagura/history';
import { ConfigError, isLoopback, sleep, type Service } from '@yagura/service';
import { startDeskClock, type Streams } from '@yagura/streams';
import type { Response } from 'express';
import { followBoard, type BoardFollower } from './board/board-follower.ts';
import type { LiveBoard } from './board/live-board.ts';
import { realTimers } from './frames/timers.ts';
import { startHeart, type Heart } from './heart.ts';
import { createApp } from './http/app.ts';
import { createCommandDesk } from './commands/command-desk.ts';
import { createRecentIncidents } from './incidents/recent-incidents.ts';
import { createRecentWaivers } from './waivers/recent-waivers.ts';
import { buildOf } from './http/wall-files.ts';
import { seenBoard } from './board/seen-board.ts';
import { knownTo } from './people/gate.ts';
import { keepHolders } from './people/keep-holders.ts';
import { startAccess, type AccessOptions } from './people/start-access.ts';
import { startPairings } from './registered/start-pairings.ts';
import { startScreenWatch, type ScreenWatch } from './registered/watch-screens.ts';
import { makeId } from './people/secrets.ts';
import { createEntrance } from './screens/entrance.ts';
import { createRelayCounters, type RelayCounters } from './relay-counters.ts';
import { startScreenServer, type ScreenServer } from './screens/screen-server.ts';
import { createStage, type Stage } from './stage.ts';
import { createHookSenders } from './webhooks/hook-senders.ts';

export interface RelayOptions {
  readonly streams: Streams;
  readonly history: Pick<
    History,
    | 'changesOf'
    | 'announcementsBetween'
    | 'incidents'
    | 'incident'
    | 'incidentLog'
    | 'incidentsLike'
    | 'waivers'
    | 'waiver'
    | 'putCommand'
    | 'command'
  >;
  readonly people: People;
  readonly webhooks: Webhooks;
  readonly outbox: Pick<Outbox, 'states'>;
  readonly access: Omit<AccessOptions, 'people' | 'openReading'>;
  /** Also on loopback: a proxy lets others in. */
  readonly everybodySignsIn: boolean;
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
  const memory = createMemory(options, deskNow);
  let follower: BoardFollower | null = null;
  const current = () => follower?.current() ?? null;
  const watch = watchScreens(options, deskNow, () => follower?.retell());
  const sendScreenAway = (id: string) => screens.sendAway(id);
  const needs = { ...memory, counters, deskNow, current, watch, sendScreenAway };
  const api = await startApi(options, needs);
  const { http, door, access } = api;

  const shared = { build, counters, elapsed, deskNow };
  const stage: Stage = createStage({ ...shared, timers: realTimers, audience: () => screens });
  const entrance = createEntrance(access);
  const seat = (scope: Scope) => stage.seat(scope);
  const screens: ScreenServer = startScreenServer({
    ...shared,
    http,
    door,
    entrance,
    seat,
    attend: (id, tell) => watch.attend(id, tell),
    timers: realTimers,
  });
  const heart = startHeart({
    streams,
    deskNow,
    counters,
    timers: realTimers,
    elapsed,
    current,
    send: (pulse) => stage.pulse(pulse),
  });
  follower = follow(options, { stage, heart, memory, watch });
  const { port, stopAccess } = api;
  const running = { stage, heart, clock, follower, screens, watch, http, stopAccess };
  return { port, stop: () => stopAll(running) };
}

function watchScreens({ people, streams, service }: RelayOptions, deskNow: () => number, onFindings: () => void) {
  return startScreenWatch({
    people,
    streams,
    timers: realTimers,
    deskNow,
    elapsed,
    relay: makeId(),
    onFindings,
    onFault: (error) => service.log.error('it cannot be asked which screens there are', { error }),
  });
}

interface Following {
  readonly stage: Stage;
  readonly heart: Pick<Heart, 'heard'>;
  readonly memory: ReturnType<typeof createMemory>;
  readonly watch: ScreenWatch;
}

function follow({ streams, service }: RelayOptions, { stage, heart, memory, watch }: Following): BoardFollower {
  return followBoard({
    streams,
    log: service.log,
    wait: sleep,
    ownFindings: () => watch.findings(),
    onOwn: (live, news) => stage.news(live, news),
    onBoard(live) {
      stage.board(live);
      service.setReady({ ready: true, why: 'serving' });
    },
    onWaiting: (why) => service.setReady({ ready: false, why }),
    onTurn: (live, turn, before) => {
      stage.turn(live, turn, before);
      for (const one of Object.values(memory)) one.heard(turn);
    },
    onPulse(live, pulse) {
      heart.heard(pulse);
      if (live) stage.enginePulse(live);
    },
  });
}

/** What is remembered of the turns beside the board. */
function createMemory({ history, streams }: RelayOptions, deskNow: () => number) {
  return {
    commands: createCommandDesk({ history, evidence: streams.evidence, deskNow }),
    recent: createRecentIncidents(),
    recentWaivers: createRecentWaivers(),
  };
}

interface ApiNeeds extends ReturnType<typeof createMemory> {
  readonly counters: RelayCounters;
  readonly deskNow: () => number;
  readonly current: () => LiveBoard | null;
  readonly watch: ScreenWatch;
  readonly sendScreenAway: (id: string) => void;
}

/** The HTTP side, each answer as whoever asks may see it. */
async function startApi(options: RelayOptions, needs: ApiNeeds) {
  const { host, people, service } = options;
  const { counters, deskNow, current } = needs;
  const openReading = isLoopback(host) && !options.insideContainer && !options.everybodySignsIn;
  const door = { host, anyName: !openReading };
  const surroundings = { counters, log: service.log, now: deskNow, elapsed };
  const started = startAccess({ ...options.access, people, openReading }, surroundings);
  const currentFor = (response: Response) => {
    const live = current();
    return live && seenBoard(live, knownTo(response)?.identity.scope ?? wholeDesk);
  };
  const { access } = started;
  const app = createApp({
    ...appOptions(options),
    ...needs,
    ...startPairings(deskNow, elapsed),
    door,
    access,
    current: currentFor,
  });
  const http = createServer(app);
  const port = await listen(http, host, options.port);
  const stopKeeping = keepHolders({
    people,
    board: () => current()?.board ?? null,
    now: deskNow,
    every: (ms, run) => realTimers.every(ms, run),
    onFault: (error) => service.log.error('sessions were not kept for who holds a P1', { error }),
  });
  const stopAccess = () => {
    stopKeeping();
    return started.stop();
  };
  return { http, port, door, access, stopAccess };
}

function appOptions({ streams, service, history, webhooks, outbox, simulatorUrl, wallFolder }: RelayOptions) {
  return {
    history,
    webhooks,
    outbox,
    hookSenders: createHookSenders(webhooks, elapsed),
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
  readonly watch: ScreenWatch;
  readonly http: Server;
  readonly stopAccess: () => unknown;
}

async function stopAll({ stage, heart, clock, follower, screens, watch, http, stopAccess }: Running): Promise<void> {
  stage.stop();
  heart.stop();
  watch.stop();
  clock.stop();
  await Promise.all([follower.stop(), screens.stop(), stopAccess()]);
  await close(http);
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

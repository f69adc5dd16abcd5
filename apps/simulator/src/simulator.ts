import { routes } from '@yagura/contract';
import type { BeatInput, ShowMeStep } from '@yagura/contract';
import { composeBeat } from './compose-beat.ts';
import { startControlServer } from './control-server.ts';
import type { Readiness } from './control-server.ts';
import { occurredBetween } from './duties.ts';
import { createFleet } from './fleet.ts';
import type { Fleet } from './fleet.ts';
import { startEventSender } from './send/event-sender.ts';
import { startHttpSender } from './send/http-sender.ts';
import type { HttpSender } from './send/http-sender.ts';
import { startUdpSender } from './send/udp-sender.ts';
import type { Count, Say } from './send/counts.ts';
import { createShowMe } from './show-me/show-me.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { mayHaveTrouble, troubleAt } from './trouble.ts';

export interface SimulatorOptions {
  readonly desk: SimulatedDesk;
  readonly collectorUrl: URL;
  readonly token: string;
  readonly seed: number;
  readonly host: string;
  readonly port: number;
  readonly cutMonitor: ((milliseconds: number) => void) | null;
  readonly count: Count;
  readonly say: Say;
  /** Shorter in tests. */
  readonly showMeLengthsMs?: Readonly<Record<ShowMeStep, number>>;
}

export interface Simulator {
  /** Where show-me answers. */
  readonly port: number;
  readiness(): Readiness;
  stop(): Promise<void>;
}

/** Beats leave at most this long after their instant, and those of one site that fall into it share a request. */
const tickMs = 100;
/** One component in ten goes the other way, so that both ports of a collector always have something to hear. */
const oneInUdp = 10;
const defaultHttpPort = 80;
/** No expected event of a day is asked for longer than this after it was due. */
const toldAtStartMs = 12 * 3_600_000;

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { desk, seed, host, port, cutMonitor, showMeLengthsMs } = options;
  const startedAt = Date.now();
  const fleet = createFleet(desk.components, startedAt.toString(36), startedAt);
  const loggedOff = new Set<string>();
  const showMe = createShowMe({
    fleet,
    loggedOff,
    collectorSites: desk.collectorSites,
    cutMonitor,
    now: Date.now,
    ...(showMeLengthsMs && { lengthsMs: showMeLengthsMs }),
  });
  const ways = openWays(options, composer(fleet, loggedOff, seed, startedAt));
  const readiness = (): Readiness => readinessOf(ways.senders);
  const control = await startControlServer({ host, port, showMe, readiness }).catch(async (error: unknown) => {
    await ways.stop();
    throw error;
  });
  const events = tellEvents(options, fleet, startedAt);
  const timer = setInterval(() => {
    const now = Date.now();
    // What was due before we came is known first: a beat before it would be judged without it.
    if (events.carry(now)) ways.carry(fleet, now);
  }, tickMs);

  return {
    port: control.port,
    readiness,
    stop: async () => {
      clearInterval(timer);
      showMe.stop();
      await Promise.all([ways.stop(), events.stop(), control.stop()]);
    },
  };
}

type Compose = (id: string) => BeatInput | null;

function composer(fleet: Fleet, loggedOff: ReadonlySet<string>, seed: number, startedAt: number): Compose {
  const components = new Map(fleet.components.map((component) => [component.id, component]));
  const candidates = fleet.components.filter(mayHaveTrouble);
  return (id) => {
    const component = components.get(id);
    const signature = fleet.sign(id);
    if (component === undefined || signature === null) return null;
    const now = Date.now();
    return composeBeat(component, signature, now, seed, {
      trouble: troubleAt(candidates, seed, now, startedAt),
      loggedOff,
    });
  };
}

/** Tells every event of the fleet once it has happened, and at the start those of the hours before: whether those are known. */
function tellEvents({ collectorUrl, token, seed, say }: SimulatorOptions, fleet: Fleet, startedAt: number) {
  const sender = startEventSender({ url: new URL(routes.events, collectorUrl), token, say });
  let toldUntil = startedAt - toldAtStartMs;
  let isPastKnown = false;
  return {
    carry: (now: number): boolean => {
      // A clock that was set back tells nothing twice.
      const until = Math.max(now, toldUntil);
      sender.tell(fleet.components.flatMap((component) => occurredBetween(component, toldUntil, until, seed)));
      toldUntil = until;
      sender.flush(now);
      isPastKnown ||= sender.isDone();
      return isPastKnown;
    },
    stop: () => sender.stop(),
  };
}

interface Ways {
  readonly senders: ReadonlyMap<string, HttpSender>;
  carry(fleet: Fleet, now: number): void;
  stop(): Promise<void>;
}

/** The collector's public ports: HTTP for most, one connection a site, and UDP for the rest. */
function openWays({ desk, collectorUrl, token, count, say }: SimulatorOptions, compose: Compose): Ways {
  const url = new URL(routes.beats, collectorUrl);
  const isByUdp = (index: number): boolean => index % oneInUdp === oneInUdp - 1;
  const byUdp = new Set(desk.components.filter((_, index) => isByUdp(index)).map(({ id }) => id));
  const sites = new Set(desk.components.filter((_, index) => !isByUdp(index)).map(({ site }) => site));
  const senders = new Map(
    [...sites].map((site) => [site, startHttpSender({ site, url, token, compose, count, say })] as const),
  );
  const udpPort = Number(collectorUrl.port) || defaultHttpPort;
  const udp = startUdpSender({ host: collectorUrl.hostname, port: udpPort, token, count, say });

  return {
    senders,
    carry: (fleet, now) => {
      for (const { id, site } of fleet.due(now)) {
        if (!byUdp.has(id)) {
          senders.get(site)?.want(id);
          continue;
        }
        const beat = compose(id);
        if (beat !== null) udp.send(beat);
      }
      for (const sender of senders.values()) sender.flush(now);
    },
    stop: async () => {
      await Promise.all([...senders.values(), udp].map((way) => way.stop()));
    },
  };
}

function readinessOf(senders: ReadonlyMap<string, HttpSender>): Readiness {
  for (const [site, sender] of senders) {
    const last = sender.last();
    if (last !== 'taken')
      return { ready: false, why: `${site}: ${last === null ? 'nothing sent yet' : `beats ${last}`}` };
  }
  return { ready: true, why: 'the collector takes the beats of every site' };
}

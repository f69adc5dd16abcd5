import type { PortName } from '@yagura/contract';
import { ConfigError, type Log, type Metrics } from '@yagura/service';
import type { DeskClock, Streams } from '@yagura/streams';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { adapters, type RunningAdapter } from './adapters/adapter.ts';
import { createCanary, type Canary } from './canary.ts';
import type { Config } from './config.ts';
import { courierEvents } from './courier-events.ts';
import { startCourier, type Courier } from './delivery/courier.ts';
import { openSpool, type Spool } from './delivery/spool.ts';
import { startDeskWatch } from './desk/desk-watch.ts';
import { createRegistrations } from './desk/registrations.ts';
import { startBatcher } from './entries/batcher.ts';
import { createDeadlines, type Deadlines } from './entries/deadlines.ts';
import { startPauseWatch } from './entries/pauses.ts';
import { createEars, type Ears } from './intake/ears.ts';
import { createCollectorMetrics, type CollectorMetrics } from './metrics.ts';
import { createLateEars } from './intake/late-ears.ts';
import { createReadiness, type ReadinessBoard } from './readiness.ts';
import { listenFailure, resolveAddress } from './resolve-address.ts';

export interface CollectorOptions {
  readonly config: Config;
  readonly streams: Streams;
  readonly clock: DeskClock;
  readonly monotonic: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly setReady: (state: { ready: boolean; why: string }) => void;
}

export interface Collector {
  /** HTTP and UDP have the same number. */
  readonly port: number;
  readonly epoch: string;
  stop(): Promise<void>;
}

/** So many beats may be in memory, which is some 100 MB; beyond it senders are asked to wait. */
const mostOnTheWay = 100_000;
const measureEveryMs = 1000;

interface Parts {
  readonly options: CollectorOptions;
  readonly metrics: CollectorMetrics;
  readonly readiness: ReadinessBoard;
  readonly desk: () => number;
  readonly epoch: string;
  readonly canary: Canary;
  /** Filled as they start: an adapter says whether its port was read to the end. */
  readonly running: RunningAdapter[];
}

export const stateFolder = ({ YAGURA_SPOOL_DIR, YAGURA_COLLECTOR_ID }: Config): string =>
  join(YAGURA_SPOOL_DIR, YAGURA_COLLECTOR_ID);

async function openOwnSpool({ options, metrics }: Parts): Promise<Spool> {
  const directory = stateFolder(options.config);
  try {
    return await openSpool({
      directory,
      maxBytes: options.config.YAGURA_SPOOL_MAX_BYTES,
      onDropped(beats, entries) {
        metrics.spoolDropped(beats, entries);
        options.log.error('the spool is full: its oldest part was dropped', { beats, entries });
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`YAGURA_SPOOL_DIR can not be used (${why}): set it to a folder that this user may write.`);
  }
}

function startEntries(parts: Parts, courier: Courier) {
  const { options, metrics, desk } = parts;
  const deadlines = createDeadlines();
  const pauses = startPauseWatch({ desk, monotonic: options.monotonic, onPause: metrics.paused });
  const batcher = startBatcher({
    collector: options.config.YAGURA_COLLECTOR_ID,
    epoch: parts.epoch,
    desk,
    monotonic: options.monotonic,
    canary: () => parts.canary.lastHeard(),
    // Each is asked, for each counts since it was last asked.
    drained: () => parts.running.map((adapter) => adapter.drained?.() ?? true).every(Boolean),
    deadlines,
    pauses,
    send: (outgoing) => courier.send(outgoing),
    onDeadlines: metrics.deadlines,
  });
  return { deadlines, pauses, batcher };
}

/** One number for all: the first adapter takes the configured port, or any free one, and the others follow it. */
async function openPorts(parts: Parts, address: string, ears: Ears): Promise<Map<PortName, number>> {
  const { config, log } = parts.options;
  const ports = new Map<PortName, number>();
  let port = config.YAGURA_COLLECTOR_PORT;
  for (const adapter of adapters) {
    const own = { ...config, YAGURA_COLLECTOR_PORT: port };
    try {
      const running = await adapter.start({ config: own, address, ears, metrics: parts.metrics, log });
      parts.running.push(running);
      port = running.port;
      ports.set(adapter.name, port);
    } catch (error) {
      throw listenFailure(error, adapter.name.toUpperCase(), port);
    }
  }
  return ports;
}

function measure(
  parts: Parts,
  now: { spool: Spool; courier: Courier; watermark: () => number; tracked: () => number },
) {
  const { gauges } = parts.metrics;
  const ages = () => {
    const desk = parts.desk();
    gauges.spoolBytes.set(now.spool.bytes);
    gauges.spoolEntries.set(now.spool.entries);
    gauges.onTheWay.set(now.courier.weight());
    gauges.watermarkAge.set(Math.max(0, desk - now.watermark()) / 1000);
    gauges.tracked.set(now.tracked());
    for (const [port, at] of Object.entries(parts.canary.lastHeard()))
      gauges.canaryAge.set(Math.max(0, desk - at) / 1000, { port });
  };
  const timer = setInterval(ages, measureEveryMs);
  return { stop: () => clearInterval(timer) };
}

async function startDesk(parts: Parts, deadlines: Deadlines) {
  const { options, readiness, desk } = parts;
  const registrations = createRegistrations();
  const watch = await startDeskWatch({
    streams: options.streams,
    registrations,
    file: join(stateFolder(options.config), 'desk.json'),
    now: desk,
    onDesk(view, from) {
      readiness.deskKnown();
      deadlines.learn((id) => view.learned(id));
      deadlines.forget((id) => view.component(id) !== undefined || registrations.ownerOf(id) !== undefined);
      options.log.info('a desk is in force', { version: view.version, from });
    },
    onTrouble: (what, error) => options.log.error(what, { error }),
  });
  return { registrations, watch };
}

/** Everything behind the ports, in the order in which a beat passes through it. */
async function startInside(parts: Parts): Promise<{ ears: Ears; stop(): Promise<void> }> {
  const { options, metrics, readiness, desk } = parts;
  const spool = await openOwnSpool(parts);
  const events = courierEvents({ metrics, readiness, log: options.log });
  const courier = startCourier({ streams: options.streams, spool, now: desk, events });
  const { batcher, deadlines, pauses } = startEntries(parts, courier);
  const { registrations, watch } = await startDesk(parts, deadlines);
  const gauges = measure(parts, {
    spool,
    courier,
    watermark: () => batcher.watermark(),
    tracked: () => deadlines.size(),
  });
  const ears = createEars({
    view: () => watch.view,
    registrations,
    batcher,
    deadlines,
    desk,
    onTheWay: () => courier.weight(),
    mostOnTheWay,
    metrics,
    hearCanary: (port, token) => parts.canary.hear(port, token),
    readiness: () => readiness.now(),
  });
  return {
    ears,
    async stop() {
      batcher.stop();
      pauses.stop();
      gauges.stop();
      await watch.stop();
      await courier.stop();
    },
  };
}

export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const { config, log } = options;
  const desk = () => options.clock.now();
  const parts: Parts = {
    options,
    metrics: createCollectorMetrics(options.metrics),
    readiness: createReadiness(options.setReady),
    desk,
    epoch: `${Math.floor(desk()).toString(36)}-${randomBytes(4).toString('hex')}`,
    canary: createCanary(desk),
    running: [],
  };
  const address = await resolveAddress(config.YAGURA_HOST);
  const late = createLateEars();
  const closePorts = () => Promise.all(parts.running.map((adapter) => adapter.stop()));
  try {
    const ports = await openPorts(parts, address, late.ears);
    const inside = await startInside(parts);
    late.open(inside.ears);
    parts.canary.start(address, ports);
    const port = ports.get('http') ?? config.YAGURA_COLLECTOR_PORT;
    log.info('listening for heartbeats', { address, port, epoch: parts.epoch });
    return {
      port,
      epoch: parts.epoch,
      async stop() {
        parts.canary.stop();
        // Entries go on while the last requests wait for their answers.
        await closePorts();
        await inside.stop();
      },
    };
  } catch (error) {
    await closePorts();
    throw error;
  }
}

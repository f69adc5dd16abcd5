import type { Entry, HeardBeat, IngestAnswer } from '@yagura/contract';
import { createLog, createMetrics, readConfig, type Metrics } from '@yagura/service';
import { createMemoryStreams, startDeskClock, type Streams } from '@yagura/streams';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startCollector, type Collector } from '../collector.ts';
import { configSchema, type Config } from '../config.ts';
import { inventoryForTests, tokens } from './desk-for-tests.ts';

export interface Running {
  readonly collector: Collector;
  readonly streams: Streams;
  readonly metrics: Metrics;
  readonly log: string[];
  readonly folder: string;
  readonly url: string;
  readonly states: { ready: boolean; why: string }[];
  stop(): Promise<void>;
}

/** Gone when the test that asked for it has ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'collector-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function configForTests(folder: string, env: Record<string, string> = {}): Config {
  return readConfig(configSchema, { YAGURA_COLLECTOR_PORT: '0', YAGURA_SPOOL_DIR: folder, ...env });
}

export async function publishDesk(streams: Streams, inventory = inventoryForTests()): Promise<void> {
  await streams.desk.putInventory(inventory);
  await streams.desk.setCurrent(inventory.version);
}

/** Everything but the process: real ports, a real disk, and whatever streams it is given. */
export async function startForTest(
  streams: Streams,
  given: { folder?: string; env?: Record<string, string> } = {},
): Promise<Running> {
  const folder = given.folder ?? (await temporaryFolder());
  const monotonic = () => performance.now();
  const clock = startDeskClock({ source: streams.clock, monotonic, wall: () => Date.now() });
  await clock.tick();
  const log: string[] = [];
  const states: Running['states'] = [];
  const metrics = createMetrics('collector');
  const collector = await startCollector({
    config: configForTests(folder, given.env),
    streams,
    clock,
    monotonic,
    log: createLog('collector', (line) => log.push(line)),
    metrics,
    setReady: (state) => states.push(state),
  });
  const url = `http://127.0.0.1:${collector.port}`;
  return {
    collector,
    streams,
    metrics,
    log,
    folder,
    url,
    states,
    async stop() {
      await collector.stop();
      clock.stop();
    },
  };
}

export async function startWithDesk(given: { folder?: string; env?: Record<string, string> } = {}) {
  const streams = createMemoryStreams();
  await publishDesk(streams);
  return { ...(await startForTest(streams, given)), streams };
}

/** Every entry there is, in the order in which the store got them. */
export async function allEntries(streams: Streams): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after = await streams.evidence.start();
  for (;;) {
    const { beats, to } = await streams.evidence.read(after, { limit: 1000, blockMs: 0 });
    if (beats.length === 0) return entries;
    entries.push(...beats);
    after = to;
  }
}

export const beatsOf = (entries: readonly Entry[], component: string): HeardBeat[] =>
  entries.flatMap((entry) => entry.beats.filter((beat) => beat.component === component));

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: IngestAnswer & { error: string; remedy: string };
}

export async function post(
  url: string,
  body: unknown,
  { token = tokens.all as string | null, path = '/v1/beats', headers = {} as Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

export async function sendDatagrams(port: number, datagrams: readonly (string | Uint8Array)[]): Promise<void> {
  const socket = createSocket('udp4');
  for (const datagram of datagrams) {
    await new Promise<void>((resolve, reject) =>
      socket.send(datagram, port, '127.0.0.1', (error) => (error ? reject(error) : resolve())),
    );
  }
  await new Promise<void>((resolve) => socket.close(resolve));
}

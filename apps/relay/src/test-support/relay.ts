import { createMetrics, type Log, type Readiness } from '@yagura/service';
import { createMemoryStreams, type MemoryStreams } from '@yagura/streams';
import { startRelay, type Relay, type RelayOptions } from '../relay.ts';
import { layoutOf } from './desk.ts';
import { noWebhooks, nobody } from './people.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

export interface TestRelay {
  readonly relay: Relay;
  readonly streams: MemoryStreams;
  readonly engineStreams: MemoryStreams;
  readonly url: string;
  readonly readiness: () => Readiness;
  readonly metrics: () => string;
  readonly stop: () => Promise<void>;
}

export const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export interface TestRelayOptions extends Partial<RelayOptions> {
  readonly log?: Log;
}

/** A whole relay over memory streams and real sockets, on a free port. */
export async function startTestRelay({ log = quiet, ...options }: TestRelayOptions = {}): Promise<TestRelay> {
  const streams = createMemoryStreams();
  const engineStreams = createMemoryStreams(streams.store);
  const metrics = createMetrics('relay');
  let readiness: Readiness = { ready: false, why: 'starting' };
  const relay = await startRelay({
    streams,
    history: historyWith({}),
    people: nobody,
    ...noWebhooks,
    everybodySignsIn: false,
    access: {
      shiftMs: 8 * 3_600_000,
      link: { file: null, always: false },
      passwordCost: { log2: 4, blocks: 8, lanes: 1 },
    },
    service: {
      log,
      metrics,
      setReady: (state) => (readiness = state),
      readiness: () => readiness,
      opsPort: 4601,
    },
    host: '127.0.0.1',
    port: 0,
    insideContainer: false,
    simulatorUrl: null,
    wallFolder: null,
    ...options,
  });
  return {
    relay,
    streams,
    engineStreams,
    url: `http://127.0.0.1:${relay.port}`,
    readiness: () => readiness,
    metrics: () => metrics.text(),
    async stop() {
      await relay.stop();
      await Promise.all([streams.close(), engineStreams.close()]);
    },
  };
}

export async function startDesk(ids: readonly string[], options: TestRelayOptions = {}): Promise<Desk> {
  const test = await startTestRelay(options);
  const engine = await startTestEngine(test.engineStreams, layoutOf('layout-1', ids));
  await engine.snapshot();
  await engine.commit();
  await until(() => test.readiness().ready);
  return { ...test, engine };
}

export interface Desk extends TestRelay {
  readonly engine: TestEngine;
}

/** Waits for what must come; only its absence takes long. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 8000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`still not so after ${withinMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A history that answers these questions and no other. */
export function historyWith(answers: Partial<RelayOptions['history']>): RelayOptions['history'] {
  return {
    changesOf: noHistory,
    announcementsBetween: noHistory,
    incidents: noHistory,
    incident: noHistory,
    incidentLog: noHistory,
    incidentsLike: noHistory,
    waivers: noHistory,
    waiver: noHistory,
    putCommand: noHistory,
    command: noHistory,
    ...answers,
  };
}

function noHistory(): Promise<never> {
  return Promise.reject(new Error('no history in this test'));
}

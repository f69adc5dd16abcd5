import { ConfigError } from './config.ts';
import { startHeartbeat } from './heartbeat.ts';
import type { Log } from './log.ts';
import { launchOpsWorker, ListenError } from './ops-worker.ts';
import type { OpsWorker } from './ops-worker.ts';
import { OPS_WORKER_SOURCE } from './ops-worker-source.ts';
import type { Readiness } from './readiness.ts';
import { sleep } from './sleep.ts';

export interface OpsServerOptions {
  service: string;
  host: string;
  port: number;
  log: Log;
  readiness: Readiness;
  text: () => string;
  source?: string;
}

export interface OpsServer {
  port: number;
  setReady(readiness: Readiness): void;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const SOUND_AFTER_MS = 60_000;

/** Health, readiness and metrics, answered by another thread than the one they speak of. */
export async function startOpsServer(options: OpsServerOptions): Promise<OpsServer> {
  const heartbeat = startHeartbeat();
  const stopping = new AbortController();
  let { readiness, port } = options;
  const launch = (): Promise<OpsWorker> =>
    launchOpsWorker({
      source: options.source ?? OPS_WORKER_SOURCE,
      service: options.service,
      host: options.host,
      port,
      heartbeat: heartbeat.memory,
      readiness,
      text: () => textOf(options),
    });
  let worker = await launch().catch((error: unknown) => {
    heartbeat.stop();
    throw listenFailure(error, options);
  });
  // A restarted thread takes the same port again: whoever scrapes knows no other.
  port = worker.port;
  const supervised = supervise(worker, launch, options.log, stopping.signal, (replacement) => {
    worker = replacement;
    worker.setReady(readiness);
  });
  return {
    port,
    setReady(next) {
      readiness = next;
      worker.setReady(next);
    },
    async stop() {
      stopping.abort();
      heartbeat.stop();
      await worker.terminate();
      await supervised;
    },
  };
}

async function supervise(
  first: OpsWorker,
  launch: () => Promise<OpsWorker>,
  log: Log,
  stopping: AbortSignal,
  replace: (worker: OpsWorker) => void,
): Promise<void> {
  let worker: OpsWorker | undefined = first;
  let pause = FIRST_PAUSE_MS;
  while (!stopping.aborted) {
    const since = performance.now();
    const error: unknown = worker === undefined ? undefined : await worker.ended;
    if (stopping.aborted) return;
    if (performance.now() - since > SOUND_AFTER_MS) pause = FIRST_PAUSE_MS;
    if (error !== undefined) log.error('ops server crashed', { error, restartInMs: pause });
    await sleep(pause, stopping);
    if (stopping.aborted) return;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    worker = await launch().catch((failure: unknown) => {
      log.error('ops server could not restart', { error: failure, restartInMs: pause });
      return undefined;
    });
    if (worker !== undefined) replace(worker);
  }
  // The stop came while a thread was being launched, and knew only the one before.
  await worker?.terminate();
}

function textOf({ text, log }: OpsServerOptions): string {
  try {
    return text();
  } catch (error) {
    log.error('metrics failed', { error });
    return '';
  }
}

function listenFailure(error: unknown, { host, port }: OpsServerOptions): unknown {
  if (!(error instanceof ListenError)) return error;
  const where = `port ${port} of ${host}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `YAGURA_OPS_PORT can not be used because ${where} is taken by another process: stop that process or set YAGURA_OPS_PORT to a free port (0 takes any).`,
      );
    case 'EACCES':
      return new ConfigError(
        `YAGURA_OPS_PORT can not be used because this user may not listen on ${where}: set YAGURA_OPS_PORT to one above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigError(
        `YAGURA_HOST is "${host}", which is no address of this machine: set it to 127.0.0.1 or to one of its addresses.`,
      );
    default:
      return error;
  }
}

import { createLifecycle } from './lifecycle.ts';
import { createLog } from './log.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import { startOpsServer } from './ops-server.ts';
import { parentPipeFrom, watchParentPipe } from './parent-pipe.ts';
import { guardProcess } from './process-guard.ts';
import { withProcessMetrics } from './process-metrics.ts';
import type { Readiness } from './readiness.ts';

export interface Service {
  log: Log;
  metrics: Metrics;
  setReady(state: Readiness): void;
  readiness(): Readiness;
  /** Last registered, first called; each has 3 s. */
  onStop(label: string, stop: () => Promise<void> | void): void;
  /** Stops once, however often it is called. It never exits the process: only signals and the parent's end do. */
  stop(reason: string): Promise<void>;
  /** Aborted when the stop begins, before the first `onStop` callback. */
  stopped: AbortSignal;
  opsPort: number;
}

export interface ServiceOptions {
  name: string;
  host: string;
  opsPort: number;
  log?: Log;
  /** False for a service embedded in a test or in another process: then nothing of the process is touched or exited. */
  handleSignals?: boolean;
  /** A file descriptor; by default that of YAGURA_PARENT_PIPE, unless the service is embedded. */
  parentPipe?: number | undefined;
}

export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, host } = options;
  const ownsProcess = options.handleSignals ?? true;
  const parentPipe = options.parentPipe ?? (ownsProcess ? parentPipeFrom(process.env) : undefined);
  const log = options.log ?? createLog(name);
  const metrics = withProcessMetrics(createMetrics(name));
  const releases: (() => void)[] = [metrics.stop];
  const readyMetric = metrics.gauge('ready', 'Whether the service says it is ready.');
  readyMetric.set(0);
  const starting: Readiness = { ready: false, why: 'starting' };
  const ops = await startOpsServer({
    service: name,
    host,
    port: options.opsPort,
    log,
    readiness: starting,
    text: () => metrics.text(),
  });
  const show = (state: Readiness): void => {
    readyMetric.set(state.ready ? 1 : 0);
    ops.setReady(state);
  };
  const close = async (): Promise<void> => {
    await ops.stop();
    for (const release of releases) release();
  };
  const service: Service = { log, metrics, opsPort: ops.port, ...createLifecycle(log, starting, show, close) };
  try {
    attach(service, ownsProcess, parentPipe, releases);
  } catch (error) {
    await service.stop('could not start');
    throw error;
  }
  log.info('ops server listening', { host, port: ops.port });
  return service;
}

function attach(
  service: Service,
  ownsProcess: boolean,
  parentPipe: number | undefined,
  releases: (() => void)[],
): void {
  const guard = ownsProcess ? guardProcess(service) : undefined;
  if (guard !== undefined) releases.push(guard.release);
  if (parentPipe === undefined) return;
  const parentGone = guard?.parentGone ?? (() => void service.stop('parent process is gone'));
  releases.push(watchParentPipe(parentPipe, parentGone));
}

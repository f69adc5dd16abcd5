import { ConfigError, readConfig, refuseOpenAddress, runMain, startService } from '@yagura/service';
import type { Service } from '@yagura/service';
import type { z } from 'zod';
import { configSchema } from './config.ts';
import { readDesk } from './read-desk.ts';
import type { Count } from './send/counts.ts';
import { startSimulator } from './simulator.ts';
import type { Simulator } from './simulator.ts';

type Config = z.infer<typeof configSchema>;

const readinessEveryMs = 250;

runMain('simulator', async () => {
  const config = readConfig(configSchema, process.env);
  const refusal = refuseOpenAddress(config.YAGURA_HOST, config.YAGURA_INSIDE_CONTAINER === '1');
  if (refusal !== null) throw new ConfigError(refusal);
  const desk = readDesk(config.YAGURA_SIMULATOR_DESK);
  const service = await startService({
    name: 'simulator',
    host: config.YAGURA_HOST,
    opsPort: config.YAGURA_SIMULATOR_OPS_PORT,
    parentPipe: config.YAGURA_PARENT_PIPE,
  });
  const simulator = await startSimulator({
    desk,
    collectorUrl: new URL(config.YAGURA_COLLECTOR_URL),
    token: config.YAGURA_SIMULATOR_TOKEN,
    seed: config.YAGURA_SIMULATOR_SEED,
    host: config.YAGURA_HOST,
    port: config.YAGURA_SIMULATOR_PORT,
    cutMonitor: cutMonitor(),
    count: counting(service),
    say: (sentence) => service.log.warn(sentence),
  }).catch((error: unknown) => refusePort(error, config));
  service.onStop('simulator', () => simulator.stop());
  reportReadiness(service, simulator);
  service.log.info('started', { components: desk.components.length, port: simulator.port, opsPort: service.opsPort });
});

/** Only whoever started this process can stop and continue the monitor, and only where it left us a channel to ask by. */
function cutMonitor(): ((milliseconds: number) => void) | null {
  if (process.send === undefined) return null;
  return (milliseconds) =>
    process.send?.({ type: 'cut-monitor', ms: milliseconds }, undefined, undefined, () => undefined);
}

function counting({ metrics }: Service): Count {
  const beats = metrics.counter('simulator_beats_total', 'Beats by what became of them.');
  return (fate, port, by) => beats.add(by, { fate, port });
}

function reportReadiness(service: Service, simulator: Simulator): void {
  const report = (): void => service.setReady(simulator.readiness());
  const timer = setInterval(report, readinessEveryMs);
  service.onStop('readiness', () => clearInterval(timer));
}

function refusePort(error: unknown, config: Config): never {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  throw new ConfigError(
    `YAGURA_SIMULATOR_PORT is ${config.YAGURA_SIMULATOR_PORT}, which ${code === 'EACCES' ? 'may not be used by this user' : 'something else uses already'}: set it to a free port, or to 0 for any.`,
  );
}

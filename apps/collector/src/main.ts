import { ConfigError, readConfig, refuseOpenAddress, runMain, startService } from '@yagura/service';
import { createRedisStreams, startDeskClock } from '@yagura/streams';
import { join } from 'node:path';
import { startCollector, stateFolder } from './collector.ts';
import { configSchema, type Config } from './config.ts';
import { keepOffset, recallOffset } from './keep-offset.ts';

const monotonic = () => performance.now();
const wall = () => Date.now();

async function main(): Promise<void> {
  const config = readConfig(configSchema, process.env);
  const refusal = refuseOpenAddress(config.YAGURA_HOST, config.YAGURA_INSIDE_CONTAINER === '1');
  if (refusal) throw new ConfigError(refusal);
  await serve(config);
}

async function serve(config: Config): Promise<void> {
  const service = await startService({
    name: 'collector',
    host: config.YAGURA_HOST,
    opsPort: config.YAGURA_COLLECTOR_OPS_PORT,
    parentPipe: config.YAGURA_PARENT_PIPE,
  });
  const offsetFile = join(stateFolder(config), 'clock.json');
  const streams = createRedisStreams(config.REDIS_URL);
  service.onStop('redis', () => streams.close());
  const clock = startDeskClock({ source: streams.clock, monotonic, wall, initial: await recallOffset(offsetFile) });
  service.onStop('clock', () => clock.stop());
  // The first entry says from when on we listened: by desk time, if it can be had at all.
  await clock.tick();
  const { log, metrics } = service;
  const setReady: typeof service.setReady = (state) => service.setReady(state);
  try {
    const collector = await startCollector({ config, streams, clock, monotonic, log, metrics, setReady });
    service.onStop('collector', () => collector.stop());
    const keeper = keepOffset(offsetFile, clock, wall);
    service.onStop('clock offset', () => keeper.stop());
  } catch (error) {
    await service.stop('could not start');
    throw error;
  }
}

runMain('collector', main);

import { ConfigError, readConfig, refuseOpenAddress, runMain, startService } from '@yagura/service';
import { readDeskFile } from '@yagura/desk-file';
import { createRedisStreams, startDeskClock } from '@yagura/streams';
import { openHistory } from '@yagura/history';
import { configSchema, type Config } from './config.ts';
import { createDeskReader } from './desk/desk-reader.ts';
import { startEngine } from './engine.ts';
import { engineName } from './lead/lead.ts';
import { engineMetrics } from './metrics.ts';

const monotonic = () => performance.now();

async function main(): Promise<void> {
  const check = process.argv.indexOf('--check');
  if (check > 0) return checkOnly(process.argv[check + 1]);
  const config = readConfig(configSchema, process.env);
  const refusal = refuseOpenAddress(config.YAGURA_HOST, config.YAGURA_INSIDE_CONTAINER === '1');
  if (refusal) throw new ConfigError(refusal);
  await serve(config);
}

/** Says whether a desk file can be used, and nothing else. */
function checkOnly(file: string | undefined): void {
  if (!file) throw new ConfigError('--check needs the path of a desk file');
  const read = readDeskFile(file, process.env);
  if (!read.ok) throw new ConfigError(read.text);
}

async function serve(config: Config): Promise<void> {
  const service = await startService({
    name: 'engine',
    host: config.YAGURA_HOST,
    opsPort: config.YAGURA_ENGINE_OPS_PORT,
    parentPipe: config.YAGURA_PARENT_PIPE,
  });
  const streams = createRedisStreams(config.REDIS_URL);
  const history = openHistory(config.DATABASE_URL, { log: service.log });
  const role = { leading: false };
  const clock = startDeskClock({
    source: streams.clock,
    monotonic,
    wall: () => Date.now(),
    leader: () => role.leading,
  });
  const engine = startEngine({
    streams,
    history,
    clock,
    service,
    metrics: engineMetrics(service.metrics),
    owner: engineName(),
    desk: createDeskReader(config.YAGURA_CONFIG, process.env),
    monotonic,
    role,
  });
  service.onStop('postgres', () => history.close());
  service.onStop('redis', () => streams.close());
  service.onStop('clock', () => clock.stop());
  service.onStop('engine', () => engine.stop());
}

runMain('engine', main);

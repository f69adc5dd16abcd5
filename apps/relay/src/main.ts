import { openHistory } from '@yagura/history';
import { ConfigError, readConfig, refuseOpenAddress, runMain, startService } from '@yagura/service';
import { createRedisStreams } from '@yagura/streams';
import { configSchema } from './config.ts';
import { startRelay } from './relay.ts';

runMain('relay', async () => {
  const config = readConfig(configSchema, process.env);
  const insideContainer = config.YAGURA_INSIDE_CONTAINER === '1';
  const refusal = refuseOpenAddress(config.YAGURA_HOST, insideContainer);
  if (refusal) throw new ConfigError(refusal);
  const host = config.YAGURA_RELAY_HOST ?? config.YAGURA_HOST;
  const service = await startService({
    name: 'relay',
    host: config.YAGURA_HOST,
    opsPort: config.YAGURA_RELAY_OPS_PORT,
    parentPipe: config.YAGURA_PARENT_PIPE,
  });
  const streams = createRedisStreams(config.REDIS_URL);
  service.onStop('Redis', () => streams.close());
  const history = openHistory(config.DATABASE_URL, { log: service.log });
  service.onStop('Postgres', () => history.close());
  const relay = await startRelay({
    streams,
    history,
    people: history.people,
    webhooks: history.webhooks,
    outbox: history.outbox,
    service,
    insideContainer,
    host,
    port: config.YAGURA_PORT,
    everybodySignsIn: config.YAGURA_READING === 'sign-in',
    access: {
      shiftMs: config.YAGURA_SHIFT,
      link: { file: config.YAGURA_LINK_FILE ?? null, always: config.YAGURA_SIGN_IN_LINK === '1' },
    },
    simulatorUrl: config.YAGURA_SIMULATOR_URL ?? null,
    wallFolder: config.YAGURA_WALL_DIR ?? null,
  });
  service.onStop('screens', () => relay.stop());
  service.log.info('listening', { host, port: relay.port });
});

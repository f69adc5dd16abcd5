import { openHistory } from '@yagura/history';
import { ConfigError, isLoopback, readConfig, refuseOpenAddress, runMain, startService } from '@yagura/service';
import { configSchema } from './config.ts';
import { startCourier } from './courier.ts';
import { permissionFor } from './send/permission.ts';
import { post } from './send/post.ts';

const timeoutMs = 10_000;

runMain('courier', async () => {
  const config = readConfig(configSchema, process.env);
  const insideContainer = config.YAGURA_INSIDE_CONTAINER === '1';
  const refusal = refuseOpenAddress(config.YAGURA_HOST, insideContainer);
  if (refusal) throw new ConfigError(refusal);
  const service = await startService({
    name: 'courier',
    host: config.YAGURA_HOST,
    opsPort: config.YAGURA_COURIER_OPS_PORT,
    parentPipe: config.YAGURA_PARENT_PIPE,
  });
  const history = openHistory(config.DATABASE_URL, { log: service.log });
  service.onStop('Postgres', () => history.close());
  const loopback = !insideContainer && isLoopback(config.YAGURA_RELAY_HOST ?? config.YAGURA_HOST);
  const allowed = permissionFor({ loopback, networks: config.YAGURA_WEBHOOK_NETWORKS });
  const courier = startCourier({
    outbox: history.outbox,
    send: (url, message, stop) => post(url, message, { allowed, timeoutMs }, stop),
    service,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    chance: () => Math.random(),
  });
  service.onStop('deliveries', () => courier.stop());
  await courier.ended;
});

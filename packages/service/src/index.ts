export { createLog } from './log.ts';
export type { Log } from './log.ts';
export { createMetrics } from './metrics.ts';
export type { Metrics } from './metrics.ts';
export type { Counter, Gauge, Histogram } from './metric-kinds.ts';
export type { Labels } from './label-text.ts';
export {
  ConfigError,
  hostSchema,
  isLoopback,
  opsPortSchema,
  portSchema,
  readConfig,
  refuseOpenAddress,
} from './config.ts';
export type { Readiness } from './readiness.ts';
export { startService } from './service.ts';
export type { Service, ServiceOptions } from './service.ts';
export { runMain } from './run-main.ts';
export { sleep } from './sleep.ts';
export { isSignedBy, makeWebhookSecret, signWebhook } from './webhook-signature.ts';
export type { Signed } from './webhook-signature.ts';

import type { PortName } from '@yagura/contract';
import type { Log } from '@yagura/service';
import type { z } from 'zod';
import type { Ears } from '../intake/ears.ts';
import type { CollectorMetrics } from '../metrics.ts';
import { httpPush } from './http-push.ts';
import { udp } from './udp.ts';

export interface AdapterContext<Config> {
  readonly config: Config;
  /** Resolved from the configured host: every adapter listens on the same address. */
  readonly address: string;
  readonly ears: Ears;
  readonly metrics: CollectorMetrics;
  readonly log: Log;
}

export interface RunningAdapter {
  /** Where it listens. */
  readonly port: number;
  /** Whether the last turn of the loop took everything there was; absent where it always does. */
  drained?(): boolean;
  /** Takes nothing more and lets go of its port; what was taken is still answered. */
  stop(): Promise<void>;
}

/** One way for beats to come in. Bytes → beats is a pure function beside it. */
export interface Adapter<Config> {
  readonly name: PortName;
  /** Its own variables; all adapters' together are part of the app's configuration. */
  readonly configSchema: z.ZodType<Config>;
  start(context: AdapterContext<Config>): Promise<RunningAdapter>;
}

/** In the order in which they start. */
export const adapters = [httpPush, udp] as const;

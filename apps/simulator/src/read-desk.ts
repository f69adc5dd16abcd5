import { resolve } from 'node:path';
import { inspectDeskFile } from '@yagura/desk-file';
import { ConfigError } from '@yagura/service';
import { simulatedDesk } from './simulated-desk.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

export function readDesk(path: string): SimulatedDesk {
  const file = resolve(path);
  // Whom the tokens of its senders belong to is the collector's affair.
  const read = inspectDeskFile(file, { env: {}, remedy: 'name another by YAGURA_SIMULATOR_DESK' });
  if (!read.ok) throw new ConfigError(read.text);
  const desk = simulatedDesk(read.inventory);
  if (desk.components.length > 0) return desk;
  throw new ConfigError(
    `Nothing in ${file} is marked as simulated, so there is nothing to pretend to be; set desk.simulated or a component's simulated to true.`,
  );
}

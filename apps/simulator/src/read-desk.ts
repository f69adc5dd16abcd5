import { resolve } from 'node:path';
import { loadDeskFile } from '@yagura/desk-file';
import { ConfigError } from '@yagura/service';
import { simulatedDesk } from './simulated-desk.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

export function readDesk(path: string): SimulatedDesk {
  const file = resolve(path);
  const loaded = loadDeskFile(file, 'name another by YAGURA_SIMULATOR_DESK');
  if (!loaded.ok) throw new ConfigError(loaded.text);
  const desk = simulatedDesk(loaded.desk);
  if (desk.components.length > 0) return desk;
  throw new ConfigError(
    `Nothing in ${file} is marked as simulated, so there is nothing to pretend to be; set desk.simulated or a component's simulated to true.`,
  );
}

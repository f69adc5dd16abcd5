import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { deskFileSchema } from '@yagura/contract';
import { ConfigError } from '@yagura/service';
import { parse } from 'yaml';
import { simulatedDesk } from './simulated-desk.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

export async function readDesk(path: string): Promise<SimulatedDesk> {
  const file = resolve(path);
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ConfigError(
      `The desk file ${file} cannot be read (${error.message}); name another by YAGURA_SIMULATOR_DESK.`,
    );
  });
  const result = deskFileSchema.safeParse(fromYaml(text, file));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ConfigError(`The desk file ${file} is wrong at ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const desk = simulatedDesk(result.data);
  if (desk.components.length > 0) return desk;
  throw new ConfigError(
    `Nothing in ${file} is marked as simulated, so there is nothing to pretend to be; set desk.simulated or a component's simulated to true.`,
  );
}

function fromYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new ConfigError(
      `The desk file ${file} is not YAML: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

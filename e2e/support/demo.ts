import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './wait.ts';

/** The demo as a newcomer starts it, with ports of its own and a data folder that goes with it. */
export interface Demo {
  readonly url: string;
  /** Where it keeps everything, its logs among it. */
  readonly data: string;
  output(): string;
  stop(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const data = mkdtempSync(join(tmpdir(), 'yagura-demo-'));
  const { REDIS_URL: _redis, DATABASE_URL: _database, ...env } = process.env;
  const words = [
    join(import.meta.dirname, '../../scripts/start.mjs'),
    '--port',
    '0',
    '--collector-port',
    '0',
    '--data',
    data,
  ];
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const line = await until(
      'the line with the address',
      () => /Yagura is up: (http:\S+)/.exec(output)?.[1],
      (url) => url !== undefined,
      90_000,
    );
    return { url: line ?? '', data, output: () => output, stop };
  } catch (error) {
    await stop();
    throw new Error(`the demo did not come up:\n${output}`, { cause: error });
  }
}

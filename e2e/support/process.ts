import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** One process of the monitor, as a test drives it: started, killed, stopped in its tracks, started again. */
export interface Piece {
  readonly name: string;
  readonly pid: number;
  /** What it said so far: read when a test fails. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Kills it the hard way and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
  start(): void;
}

export function piece(name: string, command: string, parameters: readonly string[], env: NodeJS.ProcessEnv): Piece {
  let child: ChildProcess | null = null;
  let said = '';
  const hear = (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-20_000);
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGCONT');
    running.kill(signal);
    const timer = setTimeout(() => running.kill('SIGKILL'), 6000);
    await gone;
    clearTimeout(timer);
  };
  return {
    name,
    get pid() {
      if (child?.pid === undefined) throw new Error(`${name} does not run`);
      return child.pid;
    },
    output: () => said,
    signal: (signal) => void child?.kill(signal),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start() {
      child = spawn(command, parameters, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
    },
  };
}

export function app(name: string, env: NodeJS.ProcessEnv, label = name): Piece {
  return piece(label, process.execPath, ['--enable-source-maps', join(repository, 'apps', name, 'dist/main.js')], env);
}

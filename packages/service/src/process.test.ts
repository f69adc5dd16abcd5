import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Child {
  process: ChildProcess;
  lines: Record<string, unknown>[];
  errors: () => string;
  /** Resolves with the first line of that event, also when it came before. */
  line: (event: string) => Promise<Record<string, unknown>>;
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const source = fileURLToPath(new URL('index.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yagura-service-'));
const bundle = join(folder, 'index.js');
const children: ChildProcess[] = [];

// A bundle is what ships.
beforeAll(async () => {
  const output = { ssr: source, outDir: folder, target: 'node20', minify: true };
  await build({ configFile: false, logLevel: 'silent', build: output, ssr: { noExternal: true } });
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Runs the script as an app's main; descriptor 3 is its parent pipe. */
function run(script: string, { parentPipe = '3' } = {}): Child {
  const code = `import { ConfigError, createLog, runMain, sleep, startService } from '${pathToFileURL(bundle).href}';
    const start = () => startService({ name: 'relay', host: '127.0.0.1', opsPort: 0 });
    runMain('relay', async () => { ${script} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], YAGURA_PARENT_PIPE: parentPipe },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  const exit = once(child, 'close').then(([status, signal]) => ({ code: status, signal }));
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const { lines, line } = follow(child, () => errors);
  return { process: child, lines, line, errors: () => errors, exit };
}

function follow(child: ChildProcess, errors: () => string): Pick<Child, 'lines' | 'line'> {
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface({ input: child.stdout ?? expect.fail('no stdout') });
  reader.on('line', (text) => lines.push(JSON.parse(text)));
  const line = (event: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((each) => each['event'] === event);
        if (found !== undefined) resolve(found);
      };
      reader.on('line', look);
      reader.on('close', () => reject(new Error(`ended without "${event}": ${JSON.stringify(lines)} ${errors()}`)));
      look();
    });
  return { lines, line };
}

function events(child: Child): unknown[] {
  return child.lines.map((line) => line['event']);
}

test.concurrent('SE-7 a stuck loop is told by the thread beside it, and only while it is stuck', async ({
  expect: see,
}) => {
  const released = join(folder, 'released');
  const child = run(`const { existsSync } = await import('node:fs');
    const service = await start();
    service.setReady({ ready: true, why: '' });
    service.metrics.counter('beats_total', 'Beats.').add(3);
    process.once('SIGUSR2', () => { while (!existsSync('${released}')); });
    service.log.info('up');`);
  const { port } = await child.line('ops server listening');
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
    return { status: response.status, body: await response.text() };
  };
  await child.line('up');
  expect((await ask('/metrics')).body).toContain('yagura_beats_total{service="relay"} 3');
  child.process.kill('SIGUSR2');
  await see.poll(() => ask('/healthz'), { timeout: 4_000, interval: 50 }).toMatchObject({ status: 503 });
  const [ready, metrics] = await Promise.all([ask('/readyz'), ask('/metrics')]);
  expect(ready).toMatchObject({ status: 503, body: expect.stringMatching(/"event loop stuck for \d\.\d s"/) });
  expect(metrics.body).toMatch(
    /yagura_beats_total\{service="relay"\} 3\n[^]*yagura_event_loop_stuck_seconds\{[^}]*\} [23]\./,
  );
  writeFileSync(released, '');
  await see.poll(() => ask('/readyz'), { timeout: 4_000, interval: 50 }).toMatchObject({ status: 200 });
});

test.concurrent.each(['SIGTERM', 'SIGINT'] as const)(
  'SE-8 %s stops in reverse order and exits with 0',
  async (signal) => {
    const child = run(
      `const service = await start();
    service.onStop('first', () => service.log.info('first stopped'));
    service.onStop('second', () => sleep(5).then(() => service.log.info('second stopped')));
    service.log.info('up');`,
    );
    await child.line('up');
    child.process.kill(signal);
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(events(child)).toEqual([
      'ops server listening',
      'up',
      'stopping',
      'second stopped',
      'first stopped',
      'stopped',
    ]);
    expect(child.lines[2]).toMatchObject({ reason: signal });
  },
);

test.concurrent('SE-9 a second signal exits at once, the echo of the first does not', async () => {
  const child = run(`const service = await start();
    service.onStop('hangs', () => { service.log.info('hanging'); return new Promise(() => {}); });
    await sleep(0); service.log.info('up');`);
  await child.line('up');
  child.process.kill('SIGINT');
  await child.line('hanging');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(child.process.exitCode).toBeNull();
  child.process.kill('SIGTERM');
  expect(await child.exit).toEqual({ code: 143, signal: null });
});

test.concurrent('SE-9 the end of the parent pipe stops, even with nobody left to read the log', async () => {
  const child = run(`const service = await start();
    service.onStop('talks', async () => { for (let n = 0; n < 50; n += 1) { service.log.info('line ' + n); await sleep(1); } });
    service.log.info('up');`);
  await child.line('up');
  child.process.stdout?.destroy();
  child.process.stderr?.destroy();
  (child.process.stdio[3] as NodeJS.WritableStream & { destroy(): void }).destroy();
  expect(await child.exit).toEqual({ code: 0, signal: null });
});

test.concurrent('SE-9 a bug is logged and ends the process with 1, though a stop hangs', async () => {
  const child = run(`const service = await start();
    service.onStop('hangs', () => new Promise(() => {}));
    setTimeout(() => { throw new Error('drill'); }, 1);
    setTimeout(() => { Promise.reject(new Error('another')); }, 20);`);
  expect(await child.exit).toEqual({ code: 1, signal: null });
  expect(events(child)).toEqual(['ops server listening', 'uncaught exception', 'stopping', 'unhandled rejection']);
  expect(child.lines[1]).toMatchObject({ level: 'error', error: { message: 'drill' } });
});

test.concurrent('SE-9 a wrong configuration is one sentence and exit code 2', async () => {
  const child = run(`throw new ConfigError('REDIS_URL is not set: set it.');`);
  expect(await child.exit).toEqual({ code: 2, signal: null });
  expect(child.errors()).toBe('relay: REDIS_URL is not set: set it.\n');
  expect(child.lines).toEqual([]);
});

test.concurrent('SE-9 a parent pipe that is none is a wrong configuration', async () => {
  const child = run(`await start();`, { parentPipe: '77' });
  expect(await child.exit).toMatchObject({ code: 2 });
  expect(child.errors()).toMatch(/^relay: YAGURA_PARENT_PIPE is 77, but no pipe is open there: .*\.\n$/);
});

test.concurrent('SE-9 any other failure of main is logged, exit code 1', async () => {
  const child = run(`createLog('relay').info('x'.repeat(150)); throw new TypeError('drill');`);
  expect(await child.exit).toMatchObject({ code: 1 });
  expect(child.lines[1]).toMatchObject({ event: 'could not run', error: { name: 'TypeError', message: 'drill' } });
});

test.concurrent('SE-9 a stop that nobody signalled lets the process end by itself', async () => {
  const child = run(`const service = await start(); await service.stop('done');`);
  expect(await child.exit).toEqual({ code: 0, signal: null });
});

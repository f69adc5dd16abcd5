import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePortRange } from '../../scripts/lib/ports.mjs';

const start = join(import.meta.dirname, '../../scripts/start.mjs');
const onLinux = process.platform === 'linux';

let folder = '';
let data = '';
let temporary = '';
const running = new Set<ChildProcess>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ye-'));
  data = join(folder, 'data');
});
beforeEach(() => {
  temporary = mkdtempSync(join(folder, 't-'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Its own stores and a temporary folder of its own, whatever the tests around it were given. */
function environment(): NodeJS.ProcessEnv {
  const { REDIS_URL: _redis, DATABASE_URL: _database, ...rest } = process.env;
  const kept = Object.entries(rest).filter(([name]) => !name.startsWith('YAGURA_'));
  return { ...Object.fromEntries(kept), TMPDIR: temporary };
}

interface Started {
  readonly process: ChildProcess;
  readonly pid: number;
  output(): string;
  readonly ended: Promise<number | null>;
}

function launch(...words: string[]): Started {
  const child = spawn(process.execPath, [start, ...words], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  return { process: child, pid: child.pid ?? 0, output: () => output, ended };
}

const launchDemo = () => launch('--port', '0', '--collector-port', '0', '--data', data);

/** The sentence with which it refuses: its last line. */
async function refusal(...words: string[]): Promise<string> {
  const started = launch(...words);
  expect(await started.ended).toBe(1);
  return started.output().trim().split('\n').at(-1) ?? '';
}

async function until(ask: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!(await ask())) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

async function address(started: Started): Promise<string> {
  const find = () =>
    /^Yagura is up: (http:\S+) {2}\(demo brokerage, simulated; Ctrl-C stops it\)$/m.exec(started.output());
  await until(() => find() !== null || started.process.exitCode !== null, 90_000);
  const found = find()?.[1];
  if (found === undefined) throw new Error(`it did not come up:\n${started.output()}`);
  return found;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly began: string;
  readonly words: string;
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return fields[0] === 'Z'
        ? []
        : [{ pid: Number(name), parent: Number(fields[1]), began: fields[19] ?? '', words }];
    } catch {
      // Not a process, or one that ended while we looked.
      return [];
    }
  });
}

function descendants(pid: number): Process[] {
  const all = processes();
  const below = (parent: number): Process[] =>
    all.filter((candidate) => candidate.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

const stillThere = (family: Process[]) =>
  processes().filter(({ pid, began }) => family.some((member) => member.pid === pid && member.began === began));

async function expectNothingLeft(family: Process[]): Promise<void> {
  await until(() => stillThere(family).length === 0, 10_000);
  expect(stillThere(family).map(({ words }) => words)).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
}

const socketFolder = () => join(temporary, readdirSync(temporary).find((name) => name.startsWith('yagura-')) ?? '');

function askRedis(...words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(join(socketFolder(), 'redis.sock'));
    socket.once('error', reject);
    socket.once('data', (bytes) => {
      socket.destroy();
      resolve(bytes.toString());
    });
    socket.write(`${words.join(' ')}\r\n`);
  });
}

async function query(sql: string): Promise<unknown[]> {
  const host = encodeURIComponent(socketFolder());
  const client = new pg.Client({ connectionString: `postgresql://postgres@localhost/postgres?host=${host}` });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(!onLinux).sequential('SV-2 npm start', () => {
  test('comes up, refuses a second one on its data, and leaves nothing behind when it is killed', async () => {
    const first = launchDemo();
    const wall = await fetch(await address(first));
    expect([wall.status, wall.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(await refusal('--port', '0', '--collector-port', '0', '--data', data)).toBe(
      `Yagura already runs on the data folder ${data} (process ${first.pid}); stop that one, or choose another folder with --data DIR.`,
    );
    await askRedis('SET', 'e2e:mark', 'kept');
    await query('CREATE TABLE e2e_mark AS SELECT 7 AS n');
    // Redis tells the disk once a second.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const family = descendants(first.pid);
    expect(family.length).toBeGreaterThanOrEqual(7);
    first.process.kill('SIGKILL');
    await first.ended;
    await expectNothingLeft(family);
    expect(existsSync(join(data, 'lock'))).toBe(true);
  });

  test('takes over the stale lock, finds its data, mends what dies, and stops on Ctrl-C', async () => {
    const second = launchDemo();
    const wall = await address(second);
    expect(await askRedis('GET', 'e2e:mark')).toContain('kept');
    expect(await query('SELECT n FROM e2e_mark')).toEqual([{ n: 7 }]);
    const relay = descendants(second.pid).find(({ words }) => words.includes('relay/dist/main.js'));
    process.kill(relay?.pid ?? 0, 'SIGKILL');
    expect(await until(() => /relay ended \(SIGKILL\)/.test(second.output()), 5000)).toBe(true);
    const answers = () =>
      fetch(wall).then(
        ({ ok }) => ok,
        () => false,
      );
    expect(await until(answers, 15_000)).toBe(true);
    const family = descendants(second.pid);
    // As from a terminal through npm: the same key stroke arrives twice.
    second.process.kill('SIGINT');
    second.process.kill('SIGINT');
    expect(await second.ended).toBe(0);
    await expectNothingLeft(family);
    expect(existsSync(join(data, 'lock'))).toBe(false);
  });

  test('a second Ctrl-C does not wait', async () => {
    const third = launchDemo();
    await address(third);
    const family = descendants(third.pid);
    const engine = family.find(({ words }) => words.includes('engine/dist/main.js'));
    const collector = family.find(({ words }) => words.includes('collector/dist/main.js'));
    // Held still, it can not stop in order, so that there is something to wait for.
    for (const held of [engine, collector]) process.kill(held?.pid ?? 0, 'SIGSTOP');
    third.process.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 700));
    third.process.kill('SIGINT');
    await third.ended;
    await expectNothingLeft(family);
  });
});

describe('SV-3 npm start refuses in one sentence', { timeout: 30_000 }, () => {
  const fresh = () => join(temporary, 'data');

  test('an unknown option', async () => {
    expect(await refusal('--prot', '1')).toBe('The option --prot is unknown; npm start -- --help lists them.');
  });

  test('a port in use, by TCP and by UDP', async () => {
    const port = await freePortRange(5);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const words = ['--data', fresh()];
    expect(await refusal('--port', String(port), '--collector-port', '0', ...words)).toBe(
      `TCP port ${port} is in use by another program; end that, or choose another with --port N.`,
    );
    await new Promise((resolve) => server.close(resolve));
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
    expect(await refusal('--port', '0', '--collector-port', String(port), ...words)).toBe(
      `UDP port ${port} is in use by another program; end that, or choose another with --collector-port N.`,
    );
    await new Promise<void>((resolve) => socket.close(resolve));
  });

  test('a configuration that is not there, no file, or no desk', async () => {
    const words = ['--port', '0', '--collector-port', '0', '--data', fresh()];
    expect(await refusal('--config', join(temporary, 'none.yaml'), ...words)).toMatch(
      /none\.yaml does not exist; correct --config FILE\.$/,
    );
    mkdirSync(join(temporary, 'folder'));
    expect(await refusal('--config', join(temporary, 'folder'), ...words)).toMatch(
      /folder is not a file; name a YAML file/,
    );
    writeFileSync(join(temporary, 'wrong.yaml'), 'desk: [1, 2\n');
    expect(await refusal('--config', join(temporary, 'wrong.yaml'), ...words)).toContain('wrong.yaml');
  });

  test('a data folder that cannot be one', async () => {
    const file = join(temporary, 'file');
    writeFileSync(file, '');
    expect(await refusal('--data', file)).toBe(
      `${file} is a file where a folder is needed; choose another folder with --data DIR.`,
    );
  });

  test('stores that do not answer', async () => {
    const words = ['--port', '0', '--collector-port', '0', '--data', fresh()];
    const child = spawn(process.execPath, [start, ...words], {
      env: { ...environment(), REDIS_URL: 'redis://127.0.0.1:1' },
    });
    running.add(child);
    let output = '';
    child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    running.delete(child);
    expect(output).toMatch(
      /^Redis at 127\.0\.0\.1:1 \(from REDIS_URL\) cannot be used \(.*ECONNREFUSED.*\); start it, correct REDIS_URL/,
    );
  });
});

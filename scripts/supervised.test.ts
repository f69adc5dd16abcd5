import { mkdirSync, mkdtempSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { supervise } from './lib/supervised.mjs';
import { startTimeOf } from './lib/process-identity.mjs';
import { until } from './lib/wait.mjs';

let folder = '';
let stop = async () => {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-child-'));
  mkdirSync(join(folder, 'logs'));
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A child that runs the words of a program. */
function child(program: string, isReady: () => boolean) {
  const exits: (number | null)[] = [];
  const spec = {
    name: 'sample',
    command: process.execPath,
    parameters: ['-e', program],
    env: {},
    isReady: async () => isReady(),
  };
  const supervised = supervise(spec, {
    logFolder: join(folder, 'logs'),
    environment: process.env,
    onRestart: (_: string, exit: { code: number | null }) => exits.push(exit.code),
  });
  stop = () => supervised.stop({ grace: 1000 });
  return { supervised, exits };
}

test('SV-5 starts a child again that died after it was ready, with another pid', async () => {
  const mark = join(folder, 'mark');
  const { supervised, exits } = child(
    `require('fs').writeFileSync(${JSON.stringify(mark)}, ''); setTimeout(() => process.exit(9), 300)`,
    () => existsSync(mark),
  );
  await supervised.ready();
  const first = supervised.pid();
  expect(await until(() => exits.length > 0 && supervised.pid() !== first, { timeout: 5000 })).toBe(true);
  expect(exits[0]).toBe(9);
});

test('SV-5 gives up a child that was started wrongly at once, with its last words', async () => {
  const { supervised } = child(`console.error('sample: NAME is not set.'); process.exit(2)`, () => false);
  await expect(supervised.ready()).rejects.toThrow(
    /^sample ended before it was ready; its last words: "sample: NAME is not set\." \(all of them in .*sample\.log\)\.$/,
  );
});

test('SV-5 kills a child that does not listen, after its grace', async () => {
  const mark = join(folder, 'mark');
  const { supervised } = child(
    `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); require('fs').writeFileSync(${JSON.stringify(mark)}, '')`,
    () => existsSync(mark),
  );
  await supervised.ready();
  const pid = supervised.pid() ?? 0;
  await supervised.stop({ grace: 200 });
  expect(startTimeOf(pid)).toBeUndefined();
});

test('SV-5 a child finds a pipe that closes when its supervisor ends, even by kill -9', async () => {
  const mark = join(folder, 'pid');
  const program = `
    const { writeFileSync } = require('fs');
    const pipe = new (require('net').Socket)({ fd: Number(process.env.YAGURA_PARENT_PIPE) });
    pipe.on('close', () => process.exit(0)).resume();
    writeFileSync(${JSON.stringify(mark)}, String(process.pid));`;
  const supervisor = join(folder, 'supervisor.mjs');
  const spec = `{ name: 'inner', command: process.execPath, parameters: ['-e', ${JSON.stringify(program)}], env: {}, isReady: async () => true }`;
  writeFileSync(
    supervisor,
    `import { supervise } from ${JSON.stringify(join(import.meta.dirname, 'lib', 'supervised.mjs'))};
     supervise(${spec}, { logFolder: ${JSON.stringify(join(folder, 'logs'))}, environment: process.env });`,
  );
  const outer = child(`import(${JSON.stringify(supervisor)})`, () => existsSync(mark));
  await outer.supervised.ready();
  const inner = Number((await import('node:fs')).readFileSync(mark, 'utf8'));
  expect(startTimeOf(inner)).toBeDefined();
  outer.supervised.kill();
  expect(await until(() => startTimeOf(inner) === undefined, { timeout: 3000 })).toBe(true);
});

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { pauseProcesses, readCut } from './lib/cut-monitor.mjs';
import { until } from './lib/wait.mjs';

let sleeper: ChildProcess | undefined;
afterEach(() => sleeper?.kill('SIGKILL'));

const isHeld = (pid: number) => / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

test('SV-12 takes only what asks for a cut, and bounds it', () => {
  expect(readCut({ type: 'cut-monitor', ms: 8000 })).toBe(8000);
  expect(readCut({ type: 'cut-monitor', ms: 1e9 })).toBe(15_000);
  for (const other of [
    null,
    'cut-monitor',
    {},
    { type: 'cut-monitor' },
    { type: 'cut-monitor', ms: -1 },
    { type: 'x', ms: 1 },
  ])
    expect(readCut(other)).toBeUndefined();
});

test.skipIf(process.platform !== 'linux')(
  'SV-12 holds a process still, and lets it go on in time or at once',
  async () => {
    sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const pid = sleeper.pid ?? 0;
    pauseProcesses([pid], 300);
    expect(await until(() => isHeld(pid), { timeout: 5000, every: 5 })).toBe(true);
    expect(await until(() => !isHeld(pid), { timeout: 5000 })).toBe(true);
    const endPause = pauseProcesses([pid], 15_000);
    expect(await until(() => isHeld(pid), { timeout: 5000, every: 5 })).toBe(true);
    endPause();
    expect(await until(() => !isHeld(pid), { timeout: 5000 })).toBe(true);
  },
);

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lib/lock.mjs';
import { makeFolder } from './lib/make-folder.mjs';
import { identityOf } from './lib/process-identity.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('SV-4 is held by one at a time, and free again afterwards, without a trace', () => {
  const path = join(folder, 'deep', 'lock');
  const first = takeLock(path);
  expect(takeLock(path)).toEqual({ kind: 'held', pid: process.pid });
  if (first.kind === 'taken') first.release();
  const second = takeLock(path);
  expect(second.kind).toBe('taken');
  if (second.kind === 'taken') second.release();
  expect(readdirSync(join(folder, 'deep'))).toEqual([]);
});

test.each([
  ['of a process that is gone', () => JSON.stringify({ pid: spawnSync('true').pid, startTime: '1' })],
  ['whose pid belongs to another process now', () => JSON.stringify({ ...identityOf(process.pid), startTime: '1' })],
  ['that was cut off by a crash', () => '{"pid":1'],
])('SV-4 takes over a lock %s', (_, content) => {
  const path = join(folder, 'lock');
  writeFileSync(path, content());
  expect(takeLock(path).kind).toBe('taken');
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('SV-4 a folder that cannot be made is an error, never an endless loop', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'a', 'b'))).toThrow(/ENOTDIR/);
  expect(() => takeLock(join(file, 'lock'))).toThrow(/is a file where a folder is needed; choose another folder/);
});

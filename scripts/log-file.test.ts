import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from './lib/log-file.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('SV-13 keeps one old file, and so never grows past twice its limit', () => {
  const path = join(folder, 'a.log');
  const log = openLog(path, 10);
  for (const line of ['11111111\n', '22222222\n', '33333333\n']) log.write(Buffer.from(line));
  log.close();
  expect([readFileSync(path, 'utf8'), readFileSync(`${path}.1`, 'utf8')]).toEqual(['33333333\n', '22222222\n']);
});

test('SV-13 goes on where an earlier run ended', () => {
  const path = join(folder, 'a.log');
  for (const line of ['1\n', '2\n']) {
    const log = openLog(path);
    log.write(Buffer.from(line));
    log.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('1\n2\n');
});

test.each([
  ['plain\n\n', 'plain'],
  ['{"event":"started"}\n{"event":"could not run","error":{"message":"no Redis"}}\n', 'could not run: no Redis'],
  ['{"message":"up"}\n', 'up'],
  ['{"no":"words"}\n', '{"no":"words"}'],
])('SV-13 remembers what a person should read of %j', (text, words) => {
  const log = openLog(join(folder, 'a.log'));
  log.write(Buffer.from(text));
  expect(log.lastLine()).toBe(words);
  log.close();
  log.write(Buffer.from('too late\n'));
});

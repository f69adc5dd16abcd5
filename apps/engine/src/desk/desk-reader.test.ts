import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDeskReader } from './desk-reader.ts';

const text = readFileSync(join(import.meta.dirname, '../../../../config/desk.example.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'yagura-reader-'));
const file = join(folder, 'desk.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

test('TU-18 a desk that was read ahead is not read again until its file has changed', () => {
  writeFileSync(file, text);
  const reader = createDeskReader(file, { LDN_APPS_TOKEN: 'a-token-of-the-london-apps' });
  reader.readAhead();
  const first = reader.read();
  expect(first.ok).toBe(true);
  reader.readAhead();
  expect(reader.read()).toBe(first);
  writeFileSync(file, `${text}\n# another remark\n`);
  const second = reader.read();
  expect(second).not.toBe(first);
  expect(second.ok).toBe(true);
});

test('TU-18 a wrong desk is read anew when it is needed, since what it lacked may lie beside it', () => {
  writeFileSync(file, text);
  const env: NodeJS.ProcessEnv = {};
  const reader = createDeskReader(file, env);
  reader.readAhead();
  expect(reader.read().ok).toBe(false);
  env['LDN_APPS_TOKEN'] = 'a-token-of-the-london-apps';
  expect(reader.read().ok).toBe(true);
});

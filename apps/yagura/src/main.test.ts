import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { configFolder, deskFile } from './test-support/desk.ts';

/** Its command would leave a folder behind. */
const tsx = pathToFileURL(join(import.meta.dirname, '../../../node_modules/tsx/dist/loader.mjs')).href;
/** Three processes that compile themselves, on a machine that tests other things meanwhile. */
const patience = 60_000;

async function yagura(...words: string[]) {
  const child = spawn(process.execPath, ['--import', tsx, join(import.meta.dirname, 'main.ts'), ...words], {
    cwd: configFolder,
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
  });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out, error };
}

test(
  'CH-10 a right desk ends with 0 whatever was found, a wrong one with 1, words not understood with 2',
  { timeout: patience },
  async () => {
    const [right, wrong, unknown] = await Promise.all([
      yagura('check', 'desk.example.yaml', '--json'),
      yagura('check', deskFile('desk: 3')),
      yagura('chekc'),
    ]);
    expect(right).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(right.out)).toMatchObject({ ok: true, detection: { length: 4 }, findings: expect.any(Array) });
    expect(right.out).not.toContain('first-try-token');
    expect(wrong).toMatchObject({
      code: 1,
      error: '',
      out: expect.stringMatching(/desk\.yaml:1: desk: .*\n\n.* is wrong: /s),
    });
    expect(unknown).toEqual({
      code: 2,
      out: '',
      error: 'yagura: there is no command "chekc"; did you mean "check"?\n',
    });
  },
);

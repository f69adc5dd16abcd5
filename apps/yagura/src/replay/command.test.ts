import { expect, test } from 'vitest';
import { commands } from '../commands.ts';
import { run } from '../run.ts';

async function yagura(...words: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const around = { env: {}, folder: process.cwd(), now: 0, print: (said: string) => void (text += said) };
  return { code: await run(commands, words, around), text };
}

const folder = 'config/scenarios/tokyo-2020-10-01';

test('SC-7 a wrong file ends with 1 and says what is wrong by file', async () => {
  expect(await yagura('replay', 'no-desk.yaml', `${folder}/events.jsonl`)).toMatchObject({
    code: 1,
    text: expect.stringMatching(/no-desk\.yaml does not exist/),
  });
  expect(await yagura('replay', `${folder}/desk.yaml`, 'no-events.jsonl')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/the events file .*no-events\.jsonl does not exist; name a readable one/),
  });
  const other = await yagura('replay', 'config/desk.example.yaml', `${folder}/events.jsonl`);
  expect(other.code).toBe(1);
});

test('SC-7 words that are not understood are refused', async () => {
  await expect(yagura('replay', `${folder}/desk.yaml`)).rejects.toThrow(/replay needs EVENTS/);
});

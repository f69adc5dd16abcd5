import { ConfigError } from '@yagura/service';
import { expect, test } from 'vitest';
import { commands } from './commands.ts';
import { run } from './run.ts';

async function running(...words: string[]) {
  const printed: string[] = [];
  const code = await run(commands, words, { env: {}, folder: '/', now: 0, print: (text) => printed.push(text) });
  return { code, text: printed.join('') };
}

test('CH-1 --help lists the commands, and each command tells what it takes', async () => {
  for (const word of ['--help', '-h', 'help']) {
    const { code, text } = await running(word);
    expect(code).toBe(0);
    for (const { name, summary } of commands) expect(text).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
  }
  for (const command of commands) {
    expect(await running(command.name, '--help')).toEqual({ code: 0, text: command.help });
    expect(command.help).toMatch(new RegExp(`^Usage: yagura ${command.name} `));
    expect(Math.max(...command.help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  }
});

test.each([
  [[], 'name a command'],
  [['chekc'], 'there is no command "chekc"; did you mean "check"?'],
  [['watch'], '`yagura --help` lists them'],
  [['check'], 'check needs FILE'],
  [['check', 'a', 'b'], '"b" is one word too many'],
  [['check', 'a', '--jsno'], 'there is no option --jsno; did you mean "--json"?'],
  [['check', 'a', '-q'], 'there is no option -q; `yagura check --help` lists the options'],
  [['check', 'a', '--json=yes'], '--json takes no value'],
])('CH-1 words that cannot be understood are one sentence: %j', async (words, sentence) => {
  const failure = await running(...words).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConfigError);
  expect(String(failure)).toContain(sentence);
  expect(String(failure)).not.toContain('\n');
});

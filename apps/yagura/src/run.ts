import { suggest } from '@yagura/desk-file';
import { ConfigError } from '@yagura/service';
import type { Command, Surroundings } from './command.ts';

const asksForHelp = new Set(['--help', '-h', 'help']);

/** Finds the command that the first word names and hands it the rest; gives the exit code. */
export async function run(
  commands: readonly Command[],
  words: readonly string[],
  around: Surroundings,
): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined) throw new ConfigError('name a command; `yagura --help` lists them');
  if (asksForHelp.has(name)) return say(around, helpOf(commands));
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const near = suggest(
      name,
      commands.map((candidate) => candidate.name),
    );
    throw new ConfigError(`there is no command "${name}"${near || '; `yagura --help` lists them'}`);
  }
  return rest.some((word) => word === '--help' || word === '-h')
    ? say(around, command.help)
    : command.run(rest, around);
}

function say(around: Surroundings, text: string): number {
  around.print(text);
  return 0;
}

function helpOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `Usage: yagura COMMAND [words]\n\n${lines.join('')}\n\`yagura COMMAND --help\` tells what a command takes.\n`;
}

import { parseArgs } from 'node:util';
import { suggest } from '@yagura/desk-file';
import { ConfigError } from '@yagura/service';

interface Asked<Switch extends string> {
  readonly command: string;
  /** What the words without dashes stand for, such as FILE: exactly so many are taken. */
  readonly places: readonly string[];
  readonly switches: readonly Switch[];
}

export interface Words<Switch extends string> {
  readonly places: readonly string[];
  readonly switches: Readonly<Record<Switch, boolean>>;
}

/** The words behind a command; what is not understood is a sentence. */
export function readWords<Switch extends string>(words: readonly string[], asked: Asked<Switch>): Words<Switch> {
  const { tokens, positionals } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(asked.switches.map((name) => [name, { type: 'boolean' as const }])),
  });
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    refuseUnknown(token.rawName, token.name, token.value, asked);
    given.add(token.name);
  }
  refuseCount(positionals, asked);
  const switches = Object.fromEntries(asked.switches.map((name) => [name, given.has(name)]));
  return { places: positionals, switches: switches as Record<Switch, boolean> };
}

function refuseUnknown(written: string, name: string, value: string | undefined, asked: Asked<string>): void {
  const help = `\`yagura ${asked.command} --help\` lists the options`;
  if (!asked.switches.includes(name)) {
    const near = suggest(
      written,
      asked.switches.map((known) => `--${known}`),
    );
    throw new ConfigError(`there is no option ${written}${near || `; ${help}`}`);
  }
  if (value !== undefined) throw new ConfigError(`${written} takes no value; ${help}`);
}

function refuseCount(given: readonly string[], { command, places }: Asked<string>): void {
  const missing = places[given.length];
  if (missing !== undefined)
    throw new ConfigError(`${command} needs ${missing}; write: yagura ${command} ${places.join(' ')}`);
  const extra = given[places.length];
  if (extra !== undefined)
    throw new ConfigError(
      `${command} takes ${places.join(' and ')} and nothing more, so "${extra}" is one word too many`,
    );
}

import { resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { repository } from './paths.mjs';

export const help = `Usage: npm start -- [options]

Starts Yagura with everything it needs and prints its address. Without a configuration it shows a demo brokerage, marked as simulated.

  --config FILE          your desk (YAML); then nothing is simulated     YAGURA_CONFIG
  --port N               the wall and its API, default 4600; the next    YAGURA_PORT
                         four ports serve operations
  --collector-port N     heartbeats by HTTP and UDP, default 4610; the   YAGURA_COLLECTOR_PORT
                         next one serves operations
  --data DIR             where everything is kept, default .yagura       YAGURA_DATA
  --no-simulator         the demo desk without its simulated beats       YAGURA_NO_SIMULATOR=1
  --engines N            1, or 2 for a hot standby                       YAGURA_ENGINES
  --sign-in-link         a link that makes an admin, also when there       YAGURA_SIGN_IN_LINK=1
                         are accounts: somebody lost their password
  --help                 this text

YAGURA_RELAY_HOST=0.0.0.0 opens the wall to others, who then have to sign in; put a proxy with TLS before it.
REDIS_URL and DATABASE_URL name a Redis and a Postgres of your own; without them embedded ones are started.
`;

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {string | undefined} config absolute path; undefined means the demo
 * @property {number} port 0 for any
 * @property {number} collectorPort 0 for any
 * @property {string} data absolute path
 * @property {boolean} simulator
 * @property {number} engines
 * @property {string} host
 * @property {boolean} signInLink
 */

/** Each option with a value: its environment variable and what stands for the value in messages. */
const valued = new Map([
  ['--config', { variable: 'YAGURA_CONFIG', value: 'FILE' }],
  ['--port', { variable: 'YAGURA_PORT', value: 'N' }],
  ['--collector-port', { variable: 'YAGURA_COLLECTOR_PORT', value: 'N' }],
  ['--data', { variable: 'YAGURA_DATA', value: 'DIR' }],
  ['--engines', { variable: 'YAGURA_ENGINES', value: 'N' }],
]);
const switches = ['--no-simulator', '--sign-in-link', '--help', '-h'];

/** @param {string[]} words */
function readWords(words) {
  /** @type {Map<string, string>} */
  const given = new Map();
  for (let index = 0; index < words.length; index += 1) {
    const [name, inline] = splitWord(words[index] ?? '');
    const option = valued.get(name);
    if (option !== undefined) {
      const value = inline ?? words[(index += 1)];
      if (value === undefined || value === '') throw new Failure(`${name} needs a value: ${name} ${option.value}.`);
      given.set(name, value);
    } else if (switches.includes(name) && inline === undefined) given.set(name === '-h' ? '--help' : name, '1');
    else throw new Failure(`The option ${name} is unknown; npm start -- --help lists them.`);
  }
  return given;
}

/** @param {string} word @returns {[string, string | undefined]} */
function splitWord(word) {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/**
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Options}
 */
export function readOptions(words, env = process.env) {
  const given = readWords(words);
  /** @param {string} name @returns {{ text: string, source: string } | undefined} */
  const find = (name) => {
    const word = given.get(name);
    if (word !== undefined) return { text: word, source: name };
    const variable = valued.get(name)?.variable ?? '';
    const value = env[variable];
    return value === undefined || value === '' ? undefined : { text: value, source: variable };
  };
  const config = find('--config');
  return {
    help: given.has('--help'),
    // A path is meant from where the user stands; npm moves into the repository and remembers.
    config: config === undefined ? undefined : resolve(env['INIT_CWD'] ?? process.cwd(), config.text),
    port: readPort(find('--port'), 4600, 4),
    collectorPort: readPort(find('--collector-port'), 4610, 1),
    data: resolve(env['INIT_CWD'] ?? process.cwd(), find('--data')?.text ?? resolve(repository, '.yagura')),
    simulator: config === undefined && !given.has('--no-simulator') && !isOn(env['YAGURA_NO_SIMULATOR']),
    engines: readEngines(find('--engines')),
    host: readHost(env),
    signInLink: given.has('--sign-in-link') || isOn(env['YAGURA_SIGN_IN_LINK']),
  };
}

/** @param {string | undefined} value */
const isOn = (value) => value !== undefined && !['', '0', 'false', 'no'].includes(value.toLowerCase());

/** @param {{ text: string, source: string } | undefined} given @param {number} otherwise @param {number} neighbours further ports wanted after it */
function readPort(given, otherwise, neighbours) {
  if (given === undefined) return otherwise;
  const port = Number(given.text);
  if (/^\d{1,5}$/.test(given.text) && port + neighbours <= 65_535) return port;
  throw new Failure(
    `${given.source} ${given.text} is no port; give a number from 1 to ${65_535 - neighbours}, or 0 for any free one.`,
  );
}

/** @param {{ text: string, source: string } | undefined} given */
function readEngines(given) {
  if (given === undefined) return 1;
  if (given.text === '1' || given.text === '2') return Number(given.text);
  throw new Failure(`${given.source} ${given.text} is not possible; give 1, or 2 for a hot standby.`);
}

const loopbacks = ['127.0.0.1', 'localhost', '::1'];

/** @param {NodeJS.ProcessEnv} env */
function readHost(env) {
  const host = env['YAGURA_HOST'] || '127.0.0.1';
  if (loopbacks.includes(host) || env['YAGURA_INSIDE_CONTAINER'] === '1') return host;
  throw new Failure(
    `YAGURA_HOST ${host} is refused, for npm start serves this machine only; unset it, and set YAGURA_RELAY_HOST, which opens the wall alone, to those who sign in.`,
  );
}

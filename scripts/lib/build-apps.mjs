import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { hashOf } from './hash-files.mjs';
import { repository, script, tools } from './paths.mjs';
import { lastLine, runCommand } from './run-command.mjs';
import { oneAtATime } from './setup-lock.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/** @typedef {{ name: string, product: string }} App */

/** @type {App[]} */
const apps = [
  { name: 'wall', product: 'index.html' },
  { name: 'relay', product: 'main.js' },
  { name: 'engine', product: 'main.js' },
  { name: 'collector', product: 'main.js' },
  { name: 'courier', product: 'main.js' },
  { name: 'simulator', product: 'main.js' },
  { name: 'yagura', product: 'main.js' },
];

/** More would only compete: the machine it was planned for has two cores. */
const atOnce = 2;

const sharedInputs = ['packages', 'pnpm-lock.yaml', 'tsconfig.base.json', 'scripts/vite.server.config.mjs'];

/** @param {boolean} force @param {string[] | undefined} only */
function appsDue(force, only) {
  const shared = hashOf(repository, sharedInputs);
  return apps
    .filter((app) => only === undefined || only.includes(app.name))
    .map((app) => ({ app, inputs: `${shared} ${hashOf(repository, [`apps/${app.name}`])}` }))
    .filter(({ app, inputs }) => force || !isBuilt(app, inputs));
}

/**
 * Builds the apps whose inputs are not those of their last build.
 * @param {{ force?: boolean, only?: string[], onApp?: (name: string) => void }} [options]
 * @returns {Promise<string[]>} the names of what was built
 */
export async function buildApps({ force = false, only, onApp = () => undefined } = {}) {
  if (appsDue(force, only).length === 0) return [];
  return oneAtATime(async () => {
    // Looked at again: somebody else may have built while this waited for its turn.
    const due = appsDue(force, only);
    const waiting = [...due];
    async function worker() {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        onApp(next.app.name);
        await build(next.app);
        writeStamp(stampOf(next.app), next.inputs);
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker));
    return due.map(({ app }) => app.name);
  });
}

/** @param {App} app */
const stampOf = (app) => join(tools, 'built', app.name);

/** @param {App} app @param {string} inputs */
const isBuilt = (app, inputs) =>
  readStamp(stampOf(app)) === inputs && existsSync(join(repository, 'apps', app.name, 'dist', app.product));

/** @param {App} app */
async function build(app) {
  const folder = join(repository, 'apps', app.name);
  const config = app.name === 'wall' ? [] : ['--config', script('vite.server.config.mjs')];
  const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await runCommand(process.execPath, [vite, 'build', '--logLevel', 'warn', ...config], {
    cwd: folder,
    // Vitest or a developer's shell may have set it; React would then be built for development.
    env: { ...process.env, NODE_ENV: 'production' },
    timeout: 300_000,
  });
  if (code === 0) return;
  if (/ENOSPC|no space left/i.test(output))
    throw new Failure('There is no disk space left to build in; free some and start again.');
  process.stderr.write(output.trimEnd().split('\n').slice(-40).join('\n') + '\n');
  throw new Failure(`apps/${app.name} could not be built (see above): ${firstError(output)}`);
}

/** @param {string} output */
const firstError = (output) =>
  (output.split('\n').find((line) => /error/i.test(line)) ?? lastLine(output)).trim().slice(0, 300);

import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { explainInstall } from './explain-install.mjs';
import { hashOf } from './hash-files.mjs';
import { repository, tools } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const pnpmVersion = '12.21.0';
const pnpmFolder = join(tools, 'node_modules', 'pnpm');
const stamp = join(repository, 'node_modules', '.yagura-installed');

/** npm and pnpm keep caches in the home folder; where there is none to write to (a service user), they get one of ours. */
function environment() {
  const home = homedir();
  try {
    accessSync(home, constants.W_OK);
    return process.env;
  } catch {
    const own = join(tools, 'home');
    mkdirSync(own, { recursive: true });
    return {
      ...process.env,
      HOME: own,
      XDG_DATA_HOME: join(own, 'data'),
      XDG_CACHE_HOME: join(own, 'cache'),
      XDG_STATE_HOME: join(own, 'state'),
      XDG_CONFIG_HOME: join(own, 'config'),
    };
  }
}

function installedPnpm() {
  try {
    return JSON.parse(readFileSync(join(pnpmFolder, 'package.json'), 'utf8')).version;
  } catch {
    // Not there, or cut off in the middle: install it anew.
    return undefined;
  }
}

/** npm for the one thing that it is needed for: the pinned package manager, beside the checkout's own files. */
export async function installPnpm() {
  if (installedPnpm() === pnpmVersion) return;
  mkdirSync(tools, { recursive: true });
  const words = [
    'install',
    '--prefix',
    tools,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `pnpm@${pnpmVersion}`,
  ];
  const { code, output } = await runCommand('npm', words, {
    cwd: tools,
    env: withoutNpm(environment()),
    timeout: 300_000,
  });
  if (code !== 0 || installedPnpm() !== pnpmVersion) throw explainInstall(output, `pnpm ${pnpmVersion}`);
}

/** What an outer `npm start` sets would be taken for settings by the inner one. @param {NodeJS.ProcessEnv} env */
const withoutNpm = (env) =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^npm_(config_(prefix|global|local)|command|lifecycle|package)/i.test(name),
    ),
  );

const installInputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', '.npmrc', '.node-version'];

/** Native parts are made for one line of Node. */
const wantedStamp = () => `${process.versions.modules} ${hashOf(repository, installInputs)}`;

/** Whether pnpm and the packages are those that the lockfile names. */
export const isInstalled = () =>
  installedPnpm() === pnpmVersion &&
  readStamp(stamp) === wantedStamp() &&
  existsSync(join(repository, 'node_modules', '.modules.yaml'));

export async function installPackages() {
  const inputs = wantedStamp();
  const words = [join(pnpmFolder, 'bin', 'pnpm.mjs'), 'install', '--frozen-lockfile', '--reporter=append-only'];
  // CI: nothing may be asked, such as whether a node_modules of another layout may be replaced.
  const { code, output } = await runCommand(process.execPath, words, {
    cwd: repository,
    env: { ...withoutNpm(environment()), CI: 'true' },
    timeout: 900_000,
  });
  if (code !== 0) throw explainInstall(output, 'the packages');
  writeStamp(stamp, inputs);
}

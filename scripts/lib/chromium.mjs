import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Failure } from './failure.mjs';
import { findOnPath, isExecutable } from './find-on-path.mjs';
import { repository, tools } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { untar } from './untar.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser for the tests: the one named by YAGURA_CHROMIUM, else the machine's own, else the one inside the npm package @sparticuz/chromium.
 * @param {{ env?: NodeJS.ProcessEnv, folder?: string }} [options]
 * @returns {Promise<string>} a program that takes Chromium's parameters
 */
export async function findChromium({ env = process.env, folder = join(tools, 'chromium') } = {}) {
  const named = env['YAGURA_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (await runs(named)) return named;
    throw new Failure(`YAGURA_CHROMIUM ${named} does not run; name a working Chromium, or unset it to use another.`);
  }
  const onPath = findOnPath(names, env);
  // On some systems the name belongs to a script that only advises to install something.
  if (onPath !== undefined && (await runs(onPath))) return onPath;
  return unpacked(folder);
}

/** @param {string} program */
async function runs(program) {
  if (!isExecutable(program)) return false;
  const { code, output } = await runCommand(program, ['--version', '--no-sandbox'], { timeout: 20_000 });
  return code === 0 && /\d+\.\d+\.\d+/.test(output);
}

/** @param {string} folder */
async function unpacked(folder) {
  const require = createRequire(join(repository, 'package.json'));
  const archives = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'bin');
  const { version } = JSON.parse(readFileSync(join(archives, '..', 'package.json'), 'utf8'));
  const home = join(folder, version);
  if (!existsSync(home)) unpack(archives, home);
  for (const program of [join(home, 'chromium-alone'), join(home, 'chromium-with-libraries')])
    if (await runs(program)) return program;
  throw new Failure(
    'No Chromium was found, and the one from npm does not run on this system; install chromium, or name one with YAGURA_CHROMIUM.',
  );
}

/** @param {string} archives @param {string} home */
function unpack(archives, home) {
  const work = `${home}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const read = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(join(archives, name)));
  writeFileSync(join(work, 'chromium'), read('chromium.br'), { mode: 0o755 });
  untar(read('swiftshader.tar.br'), work);
  untar(read('fonts.tar.br'), join(work, 'fonts'));
  untar(read('al2023.tar.br'), join(work, 'libraries'));
  writeFileSync(join(work, 'fonts.conf'), fontSettings(home));
  writeProgram(join(work, 'chromium-alone'), []);
  // The bundled libraries only where the system lacks some: a mixture of the two is the lesser choice.
  writeProgram(join(work, 'chromium-with-libraries'), [
    'export LD_LIBRARY_PATH="$here/libraries/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"',
  ]);
  rmSync(home, { recursive: true, force: true });
  renameSync(work, home);
}

/**
 * A bare machine has no font and no settings for fonts; the cache lies beside them, for there may be no home folder either.
 * @param {string} home where they will stand: a relative cache would lie wherever the browser is started
 */
const fontSettings = (home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
</fontconfig>
`;

/** @param {string} path @param {string[]} lines */
function writeProgram(path, lines) {
  const words = [
    '#!/bin/sh',
    'here=${0%/*}',
    ...lines,
    ': "${FONTCONFIG_FILE:=$here/fonts.conf}"',
    'export FONTCONFIG_FILE',
    'exec "$here/chromium" "$@"',
    '',
  ];
  writeFileSync(path, words.join('\n'), { mode: 0o755 });
}

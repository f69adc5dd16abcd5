import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './failure.mjs';
import { findOnPath } from './find-on-path.mjs';
import { lastLine, runCommand } from './run-command.mjs';

/**
 * Redis from the packages of a Debian-like system, into a private folder: no root, no change to the system. apt gets its own state and cache
 * folders, reads which packages the system has, and only downloads.
 */

/** The package with the tools holds the server too: redis-check-rdb is the same program, which looks at the name it was started by. */
const candidates = [
  { package: 'redis-tools', program: 'redis-check-rdb', server: 'redis-server' },
  { package: 'valkey-tools', program: 'valkey-check-rdb', server: 'valkey-server' },
];

/** @typedef {{ kind: 'unpacked' } | { kind: 'impossible', why: string }} Unpacked */

/** @param {string} folder where `bin/` and `lib/` come to lie @returns {Promise<Unpacked>} */
export async function unpackRedis(folder) {
  for (const tool of ['apt-get', 'dpkg-deb']) {
    if (findOnPath([tool]) === undefined) return { kind: 'impossible', why: `there is no ${tool} to fetch it with` };
  }
  const work = `${folder}.${process.pid}`;
  try {
    mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
    mkdirSync(join(work, 'archives', 'partial'), { recursive: true });
  } catch (error) {
    return { kind: 'impossible', why: `${dirname(folder)} cannot be written: ${codeOf(error)}` };
  }
  try {
    return await downloadInto(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work @param {string} folder @returns {Promise<Unpacked>} */
async function downloadInto(work, folder) {
  const updated = await apt(work, ['update']);
  for (const candidate of candidates) {
    const names = await packagesMissing(work, candidate.package);
    if (names.length === 0) continue;
    const downloaded = await apt(work, ['download', ...names]);
    if (downloaded.code !== 0)
      return { kind: 'impossible', why: `apt-get download failed: ${lastLine(downloaded.output)}` };
    for (const archive of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      const extracted = await runCommand('dpkg-deb', ['-x', join(work, archive), join(work, 'root')]);
      if (extracted.code !== 0)
        return { kind: 'impossible', why: `dpkg-deb could not unpack ${archive}: ${lastLine(extracted.output)}` };
    }
    return assemble(join(work, 'root'), candidate, folder);
  }
  return {
    kind: 'impossible',
    why: `the system's package lists hold no redis-tools (apt-get update: ${lastLine(updated.output)})`,
  };
}

/** @param {string} work @param {string[]} words */
function apt(work, words) {
  const settings = {
    'Dir::State::lists': join(work, 'lists'),
    'Dir::Cache': work,
    'Dir::Cache::archives': join(work, 'archives'),
    'Dir::Log': work,
    // The unprivileged user that apt would change to cannot write into a private folder.
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return runCommand('apt-get', ['-q', ...options, ...words], {
    cwd: work,
    env: { ...process.env, LC_ALL: 'C' },
    timeout: 180_000,
  });
}

/** What apt would install for the package here, itself included: the list names exactly what this system lacks. @param {string} work @param {string} name */
async function packagesMissing(work, name) {
  const simulated = await apt(work, ['--simulate', '--no-install-recommends', 'install', name]);
  const listed = [...simulated.output.matchAll(/^Inst (\S+) /gm)].map((match) => match[1] ?? '');
  // Installed but not on the PATH (or unpacked half): the package itself is wanted in any case.
  if (simulated.code === 0 && listed.length === 0) return [name];
  return simulated.code === 0 ? listed : [];
}

/** @param {string} root @param {{ program: string, server: string }} names @param {string} folder @returns {Unpacked} */
function assemble(root, names, folder) {
  const program = join(root, 'usr', 'bin', names.program);
  if (!existsSync(program)) return { kind: 'impossible', why: `the package does not hold ${names.program}` };
  const assembled = `${root}.assembled`;
  mkdirSync(join(assembled, 'bin'), { recursive: true });
  mkdirSync(join(assembled, 'lib'), { recursive: true });
  copyFileSync(program, join(assembled, 'bin', names.server));
  chmodSync(join(assembled, 'bin', names.server), 0o755);
  for (const library of sharedLibraries(root))
    copyFileSync(library, join(assembled, 'lib', library.slice(library.lastIndexOf('/') + 1)));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(assembled, folder);
  return { kind: 'unpacked' };
}

/** @param {string} root @returns {string[]} */
function sharedLibraries(root) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)(usr\/)?lib\/.*\.so(\.[\d.]+)?$/.test(name))
    .map((name) => join(root, name))
    .filter((path) => existsSync(path));
}

import { Failure } from './failure.mjs';
import { repository } from './paths.mjs';
import { lastLine } from './run-command.mjs';

/**
 * What npm or pnpm said at such length, in one sentence with the remedy.
 * @param {string} output
 * @param {string} what was to be installed
 */
export function explainInstall(output, what) {
  if (/ENOSPC|EDQUOT|no space left/i.test(output))
    return new Failure(`There is no disk space left to install ${what}; free some and start again.`);
  if (/EACCES|EPERM|EROFS|permission denied/i.test(output)) {
    return new Failure(
      `${what} could not be installed, for ${repository} is not writable by this user; change its owner and start again.`,
    );
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|network/i.test(
      output,
    )
  ) {
    return new Failure(
      `${what} could not be downloaded, for the package registry cannot be reached; check the network or npm's proxy and registry settings, and start again.`,
    );
  }
  if (/OUTDATED_LOCKFILE/.test(output))
    return new Failure(
      'pnpm-lock.yaml does not fit the package.json files; run .tools/node_modules/.bin/pnpm install and start again.',
    );
  const reason = output.split('\n').findLast((line) => /err/i.test(line)) ?? lastLine(output);
  return new Failure(`${what} could not be installed: ${reason.trim().slice(0, 300)}`);
}

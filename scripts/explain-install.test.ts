import { expect, test } from 'vitest';
import { explainInstall } from './lib/explain-install.mjs';

test.each([
  [
    'npm error code ECONNREFUSED',
    /^pnpm could not be downloaded, for the package registry cannot be reached; check the network/,
  ],
  [
    'npm error code ENOSPC\nnpm error nospc',
    /^There is no disk space left to install pnpm; free some and start again\.$/,
  ],
  [
    'npm error code EACCES\nnpm error syscall mkdir',
    /^pnpm could not be installed, for .* is not writable by this user; change its owner/,
  ],
  [
    'ERR_PNPM_OUTDATED_LOCKFILE',
    /^pnpm-lock\.yaml does not fit the package\.json files; run .*pnpm install and start again\.$/,
  ],
  ['  × error: something new\n\nbye', /^pnpm could not be installed: × error: something new$/],
])('SV-17 %j', (output, sentence) => {
  const failure = explainInstall(output, 'pnpm');
  expect([failure.name, failure.message]).toEqual(['Failure', expect.stringMatching(sentence)]);
});

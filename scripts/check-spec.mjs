/** Every rule of SPEC.md has a test whose title begins with its number, and no test names a rule that is not there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, runMain } from './lib/failure.mjs';
import { repository } from './lib/paths.mjs';
import { readRules } from './lib/spec-rules.mjs';

await runMain(async () => {
  if (!existsSync(join(repository, 'SPEC.md'))) throw new Failure('SPEC.md is missing.');
  const { count, findings } = readRules(repository);
  for (const finding of findings) process.stdout.write(`${finding}\n`);
  if (findings.length === 0) process.stdout.write(`${count} rules, each with a test\n`);
  return findings.length === 0 ? 0 : 1;
});

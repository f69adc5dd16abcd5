import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository, script } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { runTests } from './vitest-run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ ok: boolean, output: string, counts?: Counts }} StepOutcome */
/** @typedef {{ name: string, run: (env: NodeJS.ProcessEnv) => Promise<StepOutcome> }} VerifyStep */

const bin = (/** @type {string} */ name) => join(repository, 'node_modules', '.bin', name);

/** @param {string} command @param {string[]} words @returns {Promise<StepOutcome>} */
async function command(command, words) {
  const { code, output } = await runCommand(command, words, {
    cwd: repository,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { ok: code === 0, output };
}

/** Every tsconfig.json: the compiler holds what a package may know, so each is checked in its own world. */
function typeProjects() {
  const members = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(repository, parent)).map((name) => join(parent, name)),
  );
  return [...members, 'scripts', '.'].filter((folder) => existsSync(join(repository, folder, 'tsconfig.json')));
}

/** @param {string} project */
const infoFile = (project) =>
  join(repository, '.tsbuild', `${project === '.' ? 'root' : project.replace('/', '-')}.tsbuildinfo`);

/** Two at a time: each begins with what only one core can do. @returns {Promise<StepOutcome>} */
async function types() {
  /** @type {string[]} */
  const wrong = [];
  const left = typeProjects();
  const check = async () => {
    for (let project = left.shift(); project !== undefined; project = left.shift()) await checkTypes(project, wrong);
  };
  await Promise.all([check(), check()]);
  return { ok: wrong.length === 0, output: wrong.join('') };
}

/** @param {string} project @param {string[]} wrong */
async function checkTypes(project, wrong) {
  const { ok, output } = await command(bin('tsc'), [
    '--noEmit',
    '--pretty',
    'false',
    '--incremental',
    '--tsBuildInfoFile',
    infoFile(project),
    '-p',
    project,
  ]);
  if (!ok) wrong.push(output);
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<StepOutcome>} */
async function fastTests(env) {
  const { passed, failed, skipped, report } = await runTests('unit', { env });
  return { ok: failed === 0, output: report, counts: { passed, failed, skipped } };
}

/** @type {VerifyStep[]} the longest first, so that two lanes end together */
export const verifySteps = [
  { name: 'fast tests', run: fastTests },
  { name: 'types', run: types },
  { name: 'lint', run: () => command(bin('oxlint'), ['--type-aware']) },
  { name: 'unused code', run: () => command(bin('knip'), ['--no-progress']) },
  { name: 'format', run: () => command(bin('oxfmt'), ['--check']) },
  { name: 'rules', run: () => command(process.execPath, [script('check-spec.mjs')]) },
];

/**
 * @param {(name: string, outcome: StepOutcome, seconds: number) => void} onStep
 * @param {NodeJS.ProcessEnv} [env] for the tests
 * @returns {Promise<Counts>} the tests, and one failure for each other step that failed
 */
export async function runVerifySteps(onStep, env = {}) {
  const waiting = [...verifySteps];
  const total = { passed: 0, failed: 0, skipped: 0 };
  async function lane() {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const began = performance.now();
      const outcome = await step.run(env);
      const counts = outcome.counts ?? { passed: 0, failed: outcome.ok ? 0 : 1, skipped: 0 };
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
      onStep(step.name, outcome, (performance.now() - began) / 1000);
    }
  }
  await Promise.all([lane(), lane()]);
  return total;
}

/** @param {string} name @param {StepOutcome} outcome @param {number} seconds */
export function printStep(name, outcome, seconds) {
  const { counts } = outcome;
  const detail =
    counts === undefined ? '' : ` ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
  process.stdout.write(`  ${outcome.ok ? '✓' : '✗'} ${name}${detail} (${seconds.toFixed(1)} s)\n`);
  if (!outcome.ok)
    process.stdout.write(
      `${outcome.output
        .trimEnd()
        .split('\n')
        .slice(0, 200)
        .map((line) => `    ${line}`)
        .join('\n')}\n`,
    );
}

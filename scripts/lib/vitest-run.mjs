import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository, tools } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, report: string }} TestOutcome */
/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} Assertion */
/** @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} FileResult */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: FileResult[] }} Results */

const linesOfFailure = 25;

/**
 * Runs one project of vitest.config.ts and counts.
 * @param {string} project
 * @param {{ env?: NodeJS.ProcessEnv, files?: string[] }} [options]
 * @returns {Promise<TestOutcome>}
 */
export async function runTests(project, { env = {}, files = [] } = {}) {
  const folder = mkdtempSync(join(tools, 'results-'));
  const file = join(folder, 'results.json');
  const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  const words = [
    vitest,
    'run',
    '--project',
    project,
    '--passWithNoTests',
    '--reporter=json',
    `--outputFile=${file}`,
    ...files,
  ];
  try {
    const { code, output } = await runCommand(process.execPath, words, {
      cwd: repository,
      env: { ...process.env, ...env, NODE_ENV: 'test', CI: 'true' },
    });
    return summarize(readResults(file), code, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {Results | undefined} */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // It ended before it could report: its output is all there is.
    return undefined;
  }
}

/**
 * @param {Results | undefined} results
 * @param {number} code
 * @param {string} output
 * @returns {TestOutcome}
 */
export function summarize(results, code, output) {
  if (results === undefined)
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0, report: code === 0 ? '' : tail(output) };
  const broken = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = results.numFailedTests + broken.length;
  const parts = [
    ...results.testResults.flatMap((file) =>
      file.assertionResults.filter(({ status }) => status === 'failed').map((test) => describe(file, test)),
    ),
    ...broken.map((file) => `✗ ${relative(repository, file.name)}\n${head(file.message)}`),
  ];
  // Such as an unhandled rejection, or a worker that died: every test may have passed, and still something is wrong.
  const otherwise = code !== 0 && failed === 0;
  return {
    passed: results.numPassedTests,
    failed: otherwise ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
    report: [...parts, ...(otherwise ? [tail(output)] : failed > 0 ? seen(output) : [])].join('\n\n'),
  };
}

const mostSeen = 150;

/** What stood on the pages of tests that failed. @param {string} output */
const seen = (output) => {
  const lines = output.split('\n').filter((line) => line.startsWith('on the page: '));
  return lines.length === 0 ? [] : [indent(lines.slice(0, mostSeen).join('\n'))];
};

/** @param {FileResult} file @param {Assertion} test */
const describe = (file, test) =>
  `✗ ${relative(repository, file.name)} › ${test.fullName}\n${head(test.failureMessages.join('\n'))}`;

/** @param {string} text */
const indent = (text) =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

/** @param {string} text */
const head = (text) => indent(text.trim().split('\n').slice(0, linesOfFailure).join('\n'));

/** @param {string} text */
const tail = (text) =>
  indent(
    text
      .trim()
      .split('\n')
      .slice(-linesOfFailure * 2)
      .join('\n'),
  );

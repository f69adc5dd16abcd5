import { expect, test } from 'vitest';
import { summarize } from './lib/vitest-run.mjs';

const file = (status: string, tests: string[], message = '') => ({
  name: '/a.test.ts',
  status,
  message,
  assertionResults: tests.map((state, index) => ({ fullName: `t${index}`, status: state, failureMessages: ['no'] })),
});
const results = (failed: number, ...files: ReturnType<typeof file>[]) => ({
  numPassedTests: 2,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: files,
});

test('SV-16 sums what vitest counts, a todo being skipped', () => {
  expect(summarize(results(0, file('passed', ['passed'])), 0, '')).toEqual({
    passed: 2,
    failed: 0,
    skipped: 2,
    report: '',
  });
});

test('SV-16 names each failure', () => {
  const outcome = summarize(results(1, file('failed', ['failed', 'passed'])), 1, '');
  expect(outcome.failed).toBe(1);
  expect(outcome.report).toMatch(/✗ .*a\.test\.ts › t0\n {4}no/);
});

test('SV-16 tells what stood on the pages of what failed, and nothing else that was printed', () => {
  const output = 'noise\non the page: DOWN 42 s\nmore noise';
  const { report } = summarize(results(1, file('failed', ['failed'])), 1, output);
  expect(report).toContain('on the page: DOWN 42 s');
  expect(report).not.toContain('noise');
});

test('SV-16 a file that could not be read is a failure, and so is an end without a reason or a report', () => {
  expect(summarize(results(0, file('failed', [], 'SyntaxError: x')), 1, '').failed).toBe(1);
  expect(summarize(results(0, file('passed', ['passed'])), 1, 'Unhandled Rejection').failed).toBe(1);
  expect(summarize(undefined, 1, 'killed')).toMatchObject({ passed: 0, failed: 1, report: '    killed' });
});

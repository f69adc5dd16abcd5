import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.git', '.tools', '.yagura', '.tsbuild']);
/** A suite that several implementations pass lies in a folder of its own and is run by their tests. */
const suiteFile = /[/\\]contract-suite[/\\][^/\\]+\.ts$/;
const testFile = /\.(test|spec)(-prop|-d)?\.(ts|tsx|mjs)$|\.(redis|sql|dom)\.test\.tsx?$/;
const number = '[A-Z]{2}-\\d+';

/** @param {string} text of SPEC.md @returns {string[]} */
export function rulesIn(text) {
  return [...text.matchAll(new RegExp(`^- \\*\\*(${number})\\*\\*`, 'gm'))].map((match) => match[1] ?? '');
}

/** The rules that the titles in a test file begin with. @param {string} source @returns {string[]} */
export function rulesTested(source) {
  const title = new RegExp(
    `\\b(?:test|it|describe)(?:\\.\\w+(?:\\([^)]*\\))?)*\\s*\\(\\s*['"\`](${number}(?:,\\s*${number})*)(?!\\d)`,
    'g',
  );
  return [...source.matchAll(title)].flatMap((match) => (match[1] ?? '').split(/,\s*/));
}

/** @param {string} folder @returns {string[]} */
export function testFilesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : testFilesUnder(join(folder, entry.name));
    const path = join(folder, entry.name);
    return testFile.test(entry.name) || suiteFile.test(path) ? [path] : [];
  });
}

/**
 * @param {string} specification
 * @param {{ name: string, source: string }[]} files
 * @returns {string[]} one line for each finding
 */
export function compareRules(specification, files) {
  const rules = rulesIn(specification);
  const known = new Set(rules);
  const tested = new Set(files.flatMap(({ source }) => rulesTested(source)));
  const twice = rules
    .filter((rule, index) => rules.indexOf(rule) !== index)
    .map((rule) => `${rule} stands twice in SPEC.md`);
  const untested = [...known].filter((rule) => !tested.has(rule)).map((rule) => `${rule} has no test`);
  const unknown = files.flatMap(({ name, source }) =>
    [...new Set(rulesTested(source))]
      .filter((rule) => !known.has(rule))
      .map((rule) => `${rule} is no rule, but ${name} tests it`),
  );
  const silent = files
    .filter(({ source }) => /^\s*(?:test|it)[.(]/m.test(source) && rulesTested(source).length === 0)
    .map(({ name }) => `${name} tests no rule: a title begins with the number of the rule it holds`);
  return [...twice, ...untested, ...unknown, ...silent];
}

/** @param {string} root */
export function readRules(root) {
  const specification = readFileSync(join(root, 'SPEC.md'), 'utf8');
  const files = testFilesUnder(root).map((path) => ({
    name: path.slice(root.length + 1),
    source: readFileSync(path, 'utf8'),
  }));
  return { count: rulesIn(specification).length, findings: compareRules(specification, files) };
}

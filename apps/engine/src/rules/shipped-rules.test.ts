import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { kinds, ruleFileSchema, type Rule } from '@yagura/contract';
import { compileRules, detectionMs, ruleSetFor, tooSlow } from '@yagura/domain';
import { rulesPage } from './rules-page.ts';

const root = join(import.meta.dirname, '../../../..');
const file = ruleFileSchema.parse(parse(readFileSync(join(root, 'config/rules.yaml'), 'utf8')));

function rulesOf(kind: (typeof kinds)[number]): readonly Rule[] {
  const outcome = ruleSetFor(file, kind, [], []);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.rules;
}

test('RU-25 the published JSON Schema is the one that the rules file is parsed by', async () => {
  const schema = { title: 'Yagura rules', ...z.toJSONSchema(ruleFileSchema, { io: 'input', unrepresentable: 'any' }) };
  await expect(`${JSON.stringify(schema, null, 1)}\n`).toMatchFileSnapshot(join(root, 'config/rules.schema.json'));
});

test('RU-25 the page of the rules is made from the rules that ship', async () => {
  await expect(rulesPage(file)).toMatchFileSnapshot(join(root, 'docs/rules.md'));
});

test.each(kinds)(
  'RU-25 every rule that ships for %s says cause, consequence, action, time to respond and source',
  (kind) => {
    for (const rule of rulesOf(kind))
      for (const field of ['cause', 'consequence', 'action', 'respondWithin', 'source'] as const)
        expect(rule[field], `${rule.id}: ${field}`).toBeDefined();
  },
);

test.each(kinds)('RU-26 at one beat a second no vital rule that ships for %s is slow without saying why', (kind) => {
  const compiled = compileRules(rulesOf(kind));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  expect(compiled.set.all.filter((rule) => tooSlow(rule, 1000))).toEqual([]);
  for (const rule of compiled.set.all)
    if (rule.slowBecause !== null) expect(detectionMs(rule, 1000, 'down'), rule.id).toBeGreaterThan(5000);
});

test('RU-25 every metric that a rule names is explained to those who send it', () => {
  const page = readFileSync(join(root, 'docs/ingest.md'), 'utf8');
  const named = kinds
    .flatMap(rulesOf)
    .flatMap((rule) => [
      ...('metric' in rule ? [rule.metric] : []),
      ...('of' in rule && rule.of !== undefined ? [rule.of] : []),
      ...('least' in rule && rule.least !== undefined ? [rule.least.metric] : []),
    ]);
  for (const metric of new Set(named)) expect(page).toContain(`| \`${metric}\` |`);
});

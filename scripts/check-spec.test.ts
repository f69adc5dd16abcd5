import { expect, test } from 'vitest';
import { compareRules, rulesIn, rulesTested } from './lib/spec-rules.mjs';

// Put together, so that the check of this repository does not take the samples for tests of its own rules.
const title = (call: string, text: string) => `${call}${'('}'${text}', () => {})`;

test('SV-15 finds the rules at the beginnings of lines, and nowhere else', () => {
  const text = '# S\n\n- **HB-1** A beat.\n- **HB-12** Two, see **HB-1**.\n  - **XX-3** nested\n- HB-4 not bold\n';
  expect(rulesIn(text)).toEqual(['HB-1', 'HB-12']);
});

test('SV-15 finds the numbers that a title begins with, whatever calls it', () => {
  expect(rulesTested(title('test', 'HB-1 is silent'))).toEqual(['HB-1']);
  expect(rulesTested(title('it', 'HB-1, HB-2 and so on'))).toEqual(['HB-1', 'HB-2']);
  expect(rulesTested(title('test.each([1, 2])', 'CA-3 opens'))).toEqual(['CA-3']);
  expect(rulesTested(title('describe', 'IN-10 incidents'))).toEqual(['IN-10']);
  expect(rulesTested(title('test', 'as HB-1 says'))).toEqual([]);
});

test('SV-15 names rules without a test, tests without a rule, and a number used twice', () => {
  const files = [{ name: 'a.test.ts', source: title('test', 'HB-1 x') + title('test', 'HB-9 y') }];
  expect(compareRules('- **HB-1** a\n- **HB-2** b\n- **HB-2** c\n', files)).toEqual([
    'HB-2 stands twice in SPEC.md',
    'HB-2 has no test',
    'HB-9 is no rule, but a.test.ts tests it',
  ]);
  expect(compareRules('- **HB-1** a\n- **HB-9** b\n', files)).toEqual([]);
  const nameless = { name: 'b.test.ts', source: title('test', 'does something') };
  expect(compareRules('', [nameless])).toEqual([
    'b.test.ts tests no rule: a title begins with the number of the rule it holds',
  ]);
});

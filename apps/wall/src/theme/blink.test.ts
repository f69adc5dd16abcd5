import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sheets = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, css: readFileSync(join(import.meta.dirname, name), 'utf8') }));
const all = sheets.map(({ css }) => css).join('\n');

/** Every rule that has this declaration, by its selectors. */
function rulesWith(declaration: RegExp): string[] {
  return [...all.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, , body = '']) => declaration.test(body))
    .map(([, selectors = '']) => selectors.replace(/\/\*[^]*?\*\//g, '').trim());
}

test('WI-13 nothing repeats for ever but the border that blinks, once a second, at full or not at all', () => {
  expect(rulesWith(/animation:[^;]*infinite/)).toEqual(['.blink']);
  expect(all).toMatch(/\.blink \{[^}]*animation: blink 1s steps\(1\) infinite;/);
  expect(all).toMatch(/@keyframes blink \{\s*50% \{\s*opacity: 0;/);
  expect(all).toMatch(/\.blink \{[^}]*border: /);
});

test('WI-13 who wants less motion sees none: the border stands, and the dot does not swell', () => {
  const reduced = all.split('@media (prefers-reduced-motion: reduce)')[1] ?? '';
  expect(reduced).toMatch(/^ \{\s*\.blink,[^{]*\.pulse[^{]*\{\s*animation: none;/);
});

import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDeskFile } from './read-desk-file.ts';

const example = join(import.meta.dirname, '../../../config/desk.example.yaml');
const text = readFileSync(example, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'yagura-desk-'));
const env = { LDN_APPS_TOKEN: 'a-token-of-the-london-apps' };
// The first time reads what ships, and a machine that runs all tests at once takes its time for it.
beforeAll(() => void readDeskFile(example, env), 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

function readText(content: string, variables: NodeJS.ProcessEnv = env) {
  const file = join(folder, 'desk.yaml');
  writeFileSync(file, content);
  return readDeskFile(file, variables);
}

function problemOf(content: string, variables?: NodeJS.ProcessEnv): string {
  const read = readText(content, variables);
  return read.ok ? 'no problem' : read.text;
}

describe('a desk file', () => {
  test('TU-1 the example desk loads as it is once its environment variable is set', () => {
    const read = readDeskFile(example, env);
    expect(read.ok && read.inventory.components.map((component) => component.id)).toEqual([
      'net-ldn-core',
      'gw-xlon-1',
      'gw-xlon-2',
      'md-xlon-a',
    ]);
    expect(read.ok && read.inventory.components[1]).toMatchObject({
      everyMs: 1000,
      tier: 1,
      layer: 'exchange-gateways',
      region: 'Europe',
    });
  });

  test('TU-1 without its environment variable it says which one is missing, with file, line and field', () => {
    const problem = problemOf(text, {});
    expect(problem).toMatch(/desk\.yaml:\d+: senders\[1\]\.token: the environment variable LDN_APPS_TOKEN is not set/);
  });

  test('TU-2 a secret leaves as its hash only', () => {
    const read = readText(text);
    expect(JSON.stringify(read)).not.toContain('first-try-token');
    expect(JSON.stringify(read)).not.toContain(env.LDN_APPS_TOKEN);
  });

  test.each([
    ['kind: network', 'kind: netwrok', 'components[0].kind'],
    ['site: ldn\n    owner: network-ops', 'site: lnd\n    owner: network-ops', 'components[0].site'],
    ['dependsOn: [net-ldn-core]', 'dependsOn: [net-ldn-cor]', 'components[1].dependsOn[0]'],
    ['tier: 1 }', 'teir: 1 }', 'defaults.gateway.teir'],
    ['of: 2, need: 1', 'of: 2, need: 3', 'components[1].cluster.need'],
    ['timeZone: Europe/London }', 'timeZone: Europe/Lundon }', 'sites[0].timeZone'],
    ['id: gw-xlon-2', 'id: gw-xlon-1', 'components[2].id'],
  ])('TU-3 an error names file, line and field: %s', (good, bad, field) => {
    const problem = problemOf(text.replace(good, bad));
    const line = text.slice(0, text.indexOf(good)).split('\n').length;
    expect(problem).toContain(field);
    expect(problem).toMatch(/desk\.yaml:\d+: /);
    expect(Math.abs(Number(/desk\.yaml:(\d+)/.exec(problem)?.[1]) - line)).toBeLessThanOrEqual(6);
  });

  test('TU-3 a near miss is suggested', () => {
    expect(problemOf(text.replace('dependsOn: [net-ldn-core]', 'dependsOn: [net-ldn-cor]'))).toContain(
      'did you mean "net-ldn-core"?',
    );
  });

  test.each([
    ['tier: 1 }', 'teir: 1 }', 'is not a field of the desk file here; did you mean "tier"?'],
    ['kind: gateway\n', 'kind: gatewya\n', '"gatewya" is not known here; did you mean "gateway"?'],
    ['mode: lines', 'mode: pairs', 'it must be one of active-passive, active-active, lines'],
    ['    name: LSE FIX gateway 1\n', '', 'components[1].name: is missing'],
    ['[uk-equities-prices]', '[uk-equity-prices]', 'did you mean "uk-equities-prices"?'],
  ])('TU-3 it says what would be right: %j', (good, bad, says) => {
    expect(problemOf(text.replace(good, bad))).toContain(says);
  });

  test('TU-3 a circle of dependencies is named', () => {
    const problem = problemOf(text.replace('owner: network-ops', 'owner: network-ops\n    dependsOn: [gw-xlon-1]'));
    expect(problem).toMatch(/leads back to itself: .*gw-xlon-1/);
  });

  test('TU-3 text that is no YAML, an empty file, a missing file and a folder are each one sentence', () => {
    expect(problemOf('desk: [')).toMatch(/desk\.yaml:1: YAML: /);
    expect(problemOf('')).toMatch(/the file: /);
    expect(readDeskFile(join(folder, 'nowhere.yaml'), env)).toMatchObject({
      ok: false,
      text: expect.stringContaining('does not exist'),
    });
    expect(readDeskFile(folder, env)).toMatchObject({ ok: false, text: expect.stringContaining('cannot be read') });
  });

  test('TU-2 a token file is read, and one too short is refused', () => {
    writeFileSync(join(folder, 'token'), 'long-enough-secret\n');
    writeFileSync(join(folder, 'short'), 'short\n');
    expect(readText(text.replace('"env:LDN_APPS_TOKEN"', '"file:token"')).ok).toBe(true);
    expect(problemOf(text.replace('"env:LDN_APPS_TOKEN"', '"file:short"'))).toContain('fewer than 8 characters');
    expect(problemOf(text.replace('"env:LDN_APPS_TOKEN"', '"file:missing"'))).toContain('cannot be read');
  });

  test('TU-4 the same desk has the same version, another one has another', () => {
    const version = (content: string) => {
      const read = readText(content);
      return read.ok ? read.inventory.version : null;
    };
    expect(version(text)).toBe(version(`${text}\n# a remark\n`));
    expect(version(text)).not.toBe(version(text.replace('LSE FIX gateway 2', 'LSE FIX gateway two')));
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig } from '@yagura/service';
import { afterAll, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { readDesk } from './read-desk.ts';
import { simulatedDesk } from './simulated-desk.ts';
import { demoPath, inventoryAt } from './test-support/demo-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-simulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reading(text: string) {
  const path = join(folder, 'desk.yaml');
  writeFileSync(path, text);
  return readDesk(path);
}

test('SI-17 it speaks only for what is marked as simulated, and refuses a desk where nothing is', () => {
  const example = inventoryAt(resolve(demoPath, '../desk.example.yaml'));
  expect(simulatedDesk(example).components).toEqual([]);
  const components = example.components.map((component, index) => ({ ...component, simulated: index === 1 }));
  expect(simulatedDesk({ ...example, components }).components.map(({ id }) => id)).toEqual(['gw-xlon-1']);
  expect(() => readDesk(resolve(demoPath, '../desk.example.yaml'))).toThrow('marked as simulated');
});

test('SI-17 a desk file that is missing, no YAML or wrong ends in one sentence that names it', () => {
  for (const read of [() => readDesk(join(folder, 'missing.yaml')), () => reading('a: [')]) {
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(folder);
  }
  expect(() => reading('desk: { name: x, timeZone: Europe/London }')).toThrow(/desk\.yaml:\d+: sites: /);
  expect(readDesk(demoPath).components.length).toBeGreaterThan(100);
});

test('SI-18 without a token it does not start; everything else has a default', () => {
  expect(() => readConfig(configSchema, {})).toThrow('YAGURA_SIMULATOR_TOKEN');
  expect(readConfig(configSchema, { YAGURA_SIMULATOR_TOKEN: 'long-enough' })).toMatchObject({
    YAGURA_COLLECTOR_URL: 'http://127.0.0.1:4610',
    YAGURA_SIMULATOR_DESK: 'config/demo.yaml',
    YAGURA_SIMULATOR_SEED: 1,
    YAGURA_SIMULATOR_OPS_PORT: 0,
    YAGURA_HOST: '127.0.0.1',
  });
  expect(() =>
    readConfig(configSchema, { YAGURA_SIMULATOR_TOKEN: 'long-enough', YAGURA_COLLECTOR_URL: 'ftp://x' }),
  ).toThrow('YAGURA_COLLECTOR_URL');
});

test('SI-4 a router is as busy as the markets it routes to, a network as its site, and digital assets never close', () => {
  const desk = simulatedDesk(inventoryAt(demoPath));
  const markets = (id: string) => desk.components.find((component) => component.id === id)?.markets ?? [];
  expect(markets('or-eu-1').length).toBe(4);
  expect(markets('or-fx-1')).toMatchObject([{ hours: 'week' }]);
  expect(markets('net-hkg-core').length).toBe(3);
  expect(markets('gw-coin-1')).toEqual([{ hours: 'always' }]);
  expect(markets('web-eu')).toEqual([]);
});

import { readConfig } from '@yagura/service';
import { expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { adapters } from './adapters/adapter.ts';
import { createReadiness } from './readiness.ts';

test('HB-25 every variable has a default, and a wrong one is named with its remedy', () => {
  expect(readConfig(configSchema, {})).toMatchObject({
    YAGURA_HOST: '127.0.0.1',
    YAGURA_COLLECTOR_PORT: 4610,
    YAGURA_COLLECTOR_OPS_PORT: 4611,
    YAGURA_COLLECTOR_ID: 'col-1',
    YAGURA_SPOOL_MAX_BYTES: 256 * 1024 * 1024,
  });
  expect(() => readConfig(configSchema, { YAGURA_SPOOL_MAX_BYTES: '5' })).toThrow(/YAGURA_SPOOL_MAX_BYTES is "5"/);
  expect(() => readConfig(configSchema, { YAGURA_COLLECTOR_ID: 'a b' })).toThrow(/YAGURA_COLLECTOR_ID/);
});

test('HB-27 every adapter has its own name and brings its own variables', () => {
  expect(new Set(adapters.map(({ name }) => name)).size).toBe(adapters.length);
  for (const { configSchema: own } of adapters) {
    expect(own.parse({})).toMatchObject({ YAGURA_COLLECTOR_PORT: 4610 });
    for (const name of Object.keys(own.shape)) expect(Object.keys(configSchema.shape)).toContain(name);
  }
});

test('HB-21 readiness is told when it changes and only then', () => {
  const told: string[] = [];
  const readiness = createReadiness(({ ready, why }) => told.push(`${ready} ${why}`));
  readiness.entryStored();
  readiness.deskKnown();
  readiness.deskKnown();
  readiness.entryStored();
  readiness.storesFailing('no space left');
  readiness.storesFailing(null);
  expect(told.map((line) => line.slice(0, 5).trim())).toEqual(['false', 'true', 'false', 'true']);
  expect(told[2]).toContain('no space left');
});

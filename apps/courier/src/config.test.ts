import { ConfigError, readConfig } from '@yagura/service';
import { expect, test } from 'vitest';
import { configSchema } from './config.ts';

test('WH-7 own networks are named in the environment, and what is none is refused in one sentence', () => {
  expect(readConfig(configSchema, {}).YAGURA_WEBHOOK_NETWORKS).toEqual([]);
  const named = readConfig(configSchema, { YAGURA_WEBHOOK_NETWORKS: '10.20.0.0/16' });
  expect(named.YAGURA_WEBHOOK_NETWORKS).toEqual([{ address: '10.20.0.0', bits: 16 }]);
  const wrong = () => readConfig(configSchema, { YAGURA_WEBHOOK_NETWORKS: 'the office' });
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(/^YAGURA_WEBHOOK_NETWORKS is "the office", which can not be used .*such as 10\.20\.0\.0\/16/);
});

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, hostSchema, opsPortSchema, portSchema, readConfig, refuseOpenAddress } from './config.ts';

const schema = z.object({
  REDIS_URL: z.url().describe('the address of Redis, such as redis://127.0.0.1:6379'),
  YAGURA_HOST: hostSchema,
  YAGURA_PORT: portSchema.default(8080),
  YAGURA_OPS_PORT: opsPortSchema,
});

function messageFor(env: Record<string, string>): string {
  try {
    readConfig(schema, { REDIS_URL: 'redis://127.0.0.1', ...env });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  return 'accepted';
}

describe('SE-1 readConfig', () => {
  test('reads numbers from text and fills defaults, an empty variable being none', () => {
    expect(readConfig(schema, { REDIS_URL: 'redis://cache', YAGURA_PORT: ' 9000 ', YAGURA_OPS_PORT: '' })).toEqual({
      REDIS_URL: 'redis://cache',
      YAGURA_HOST: '127.0.0.1',
      YAGURA_PORT: 9000,
      YAGURA_OPS_PORT: 0,
    });
  });

  test('says in one sentence which variable, what is wrong and what to do', () => {
    expect(messageFor({ REDIS_URL: '' })).toBe(
      'REDIS_URL is not set: set it to the address of Redis, such as redis://127.0.0.1:6379.',
    );
    expect(messageFor({ YAGURA_PORT: 'abc' })).toBe(
      'YAGURA_PORT is "abc", which can not be used (it is not a number): set it to a whole number from 0 to 65535, where 0 takes any free port.',
    );
    expect(messageFor({ YAGURA_HOST: 'http://x', YAGURA_PORT: '70000' })).toMatch(
      /^YAGURA_HOST is "http:\/\/x", which .*, and look at YAGURA_PORT too\.$/,
    );
  });

  test.each(['0x50', '1e3', '-1', '65536', '80.5', '99999'])('refuses the port %s', (port) => {
    expect(messageFor({ YAGURA_PORT: port })).toContain(`YAGURA_PORT is "${port}"`);
  });

  test('never shows a secret', () => {
    expect(messageFor({ REDIS_URL: 'redis//desk:hunter2@cache' })).toMatch(/^REDIS_URL is \[hidden\], which/);
  });

  test('speaks of the whole where a rule concerns several variables', () => {
    const both = z
      .object({ A: z.string().optional() })
      .refine(() => false, 'Set either A or B.')
      .transform((all) => all);
    expect(() => readConfig(both, {})).toThrow(new ConfigError('The configuration is wrong: set either A or B.'));
  });
});

describe('SE-2 refuseOpenAddress', () => {
  test.each(['127.0.0.1', '127.9.8.7', '::1', '0:0:0:0:0:0:0:1', 'localhost', 'LOCALHOST'])('accepts %s', (host) => {
    expect(refuseOpenAddress(host, false)).toBeNull();
  });

  test.each(['0.0.0.0', '::', '', '10.0.0.1', '127.evil.example', 'localhost.evil.example', '::2'])(
    'refuses "%s" outside a container',
    (host) => {
      expect(refuseOpenAddress(host, false)).toMatch(/^YAGURA_HOST is .*YAGURA_INSIDE_CONTAINER.*\.$/);
      expect(refuseOpenAddress(host, true)).toBeNull();
    },
  );
});

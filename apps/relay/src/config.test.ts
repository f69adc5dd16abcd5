import { ConfigError, readConfig } from '@yagura/service';
import { describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { isOwnHost, isOwnOrigin } from './http/door.ts';

describe('configuration', () => {
  test('RE-20 without any variable the relay listens on loopback at its own ports', () => {
    expect(readConfig(configSchema, {})).toMatchObject({
      YAGURA_HOST: '127.0.0.1',
      YAGURA_PORT: 4600,
      YAGURA_RELAY_OPS_PORT: 4601,
    });
  });

  test('RE-20 the simulator is only ever asked on this machine, unless a container says otherwise', () => {
    const read = (url: string, inside = '0') =>
      readConfig(configSchema, { YAGURA_SIMULATOR_URL: url, YAGURA_INSIDE_CONTAINER: inside });
    expect(read('http://127.0.0.1:4620').YAGURA_SIMULATOR_URL).toBe('http://127.0.0.1:4620');
    expect(read('http://simulator:4620', '1').YAGURA_SIMULATOR_URL).toBe('http://simulator:4620');
    for (const url of [
      'http://simulator:4620',
      'https://127.0.0.1',
      'file:///etc/passwd',
      'http://127.0.0.1.evil.example',
    ]) {
      expect(() => read(url), url).toThrow(ConfigError);
    }
  });
});

describe('names', () => {
  test('RE-13 only our own names are answered, and any where everybody has to sign in', () => {
    const rules = { host: '127.0.0.1', anyName: false };
    for (const host of ['localhost', 'localhost:4600', '127.0.0.1:4600', '[::1]:4600']) {
      expect(isOwnHost(host, rules), host).toBe(true);
    }
    for (const host of [
      undefined,
      '',
      'evil.example',
      'localhost.evil.example',
      'x@localhost',
      'localhost/..',
      'a b',
    ]) {
      expect(isOwnHost(host, rules), String(host)).toBe(false);
    }
    expect(isOwnHost('desk.internal', { host: '0.0.0.0', anyName: true })).toBe(true);
    expect(isOwnHost('[::1]:1', { host: '::1', anyName: false })).toBe(true);
  });

  test('RE-13 a page of another origin is not ours, also on another port', () => {
    const ours = (origin: string | undefined, host: string | undefined) =>
      isOwnOrigin({ headers: { ...(origin && { origin }), ...(host && { host }) } });
    expect(ours(undefined, 'localhost:4600')).toBe(true);
    expect(ours('http://localhost:4600', 'localhost:4600')).toBe(true);
    expect(ours('http://localhost:4601', 'localhost:4600')).toBe(false);
    expect(ours('null', 'localhost:4600')).toBe(false);
    expect(ours('http://localhost:4600', undefined)).toBe(false);
  });
});

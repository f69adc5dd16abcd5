import { describe, expect, test } from 'vitest';
import { checkNodeVersion } from './lib/node-version.mjs';
import { readOptions } from './lib/options.mjs';

const refusal = (words: string[], env: NodeJS.ProcessEnv = {}) => {
  try {
    readOptions(words, env);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : '';
  }
  return 'accepted';
};

test('SV-6 without a word it is the simulated demo on its usual ports', () => {
  expect(readOptions([], {})).toMatchObject({
    config: undefined,
    port: 4600,
    collectorPort: 4610,
    simulator: true,
    engines: 1,
    host: '127.0.0.1',
  });
});

test('SV-6 with a desk of its own nothing is simulated', () => {
  expect(readOptions(['--config', '/desk.yaml'], {})).toMatchObject({ config: '/desk.yaml', simulator: false });
});

test('SV-6 a relative path is meant from where the user stood', () => {
  expect(readOptions(['--data=d'], { INIT_CWD: '/home/me' }).data).toBe('/home/me/d');
});

test('SV-6, PE-9 a link that makes an admin is asked for by a word or a variable', () => {
  expect(readOptions([], {}).signInLink).toBe(false);
  expect(readOptions(['--sign-in-link'], {}).signInLink).toBe(true);
  expect(readOptions([], { YAGURA_SIGN_IN_LINK: '1' }).signInLink).toBe(true);
});

test('SV-6 a variable does what its option does, and the option wins', () => {
  const env = { YAGURA_PORT: '5000', YAGURA_ENGINES: '2', YAGURA_NO_SIMULATOR: '1' };
  expect(readOptions([], env)).toMatchObject({ port: 5000, engines: 2, simulator: false });
  expect(readOptions(['--port', '0'], env).port).toBe(0);
});

describe('SV-6 refuses in one sentence', () => {
  test.each([
    [['--prot', '1'], 'Failure: The option --prot is unknown; npm start -- --help lists them.'],
    [['stop'], 'Failure: The option stop is unknown; npm start -- --help lists them.'],
    [['--no-simulator=1'], 'Failure: The option --no-simulator is unknown; npm start -- --help lists them.'],
    [['--port'], 'Failure: --port needs a value: --port N.'],
    [['--port', '0x10'], 'Failure: --port 0x10 is no port; give a number from 1 to 65531, or 0 for any free one.'],
    [['--port', '65532'], 'Failure: --port 65532 is no port; give a number from 1 to 65531, or 0 for any free one.'],
    [['--engines', '3'], 'Failure: --engines 3 is not possible; give 1, or 2 for a hot standby.'],
  ])('%j', (words, sentence) => {
    expect(refusal(words)).toBe(sentence);
  });

  test('an address that others could reach, outside a container', () => {
    expect(refusal([], { YAGURA_HOST: '0.0.0.0' })).toMatch(/^Failure: YAGURA_HOST 0\.0\.0\.0 is refused, .*\.$/);
    expect(refusal([], { YAGURA_HOST: '0.0.0.0', YAGURA_INSIDE_CONTAINER: '1' })).toBe('accepted');
  });

  test('a variable by its own name', () => {
    expect(refusal([], { YAGURA_PORT: 'x' })).toMatch(/^Failure: YAGURA_PORT x is no port/);
  });
});

test('SV-6 says which Node is too old', () => {
  expect(() => checkNodeVersion('20.18.3')).toThrow('Node 20.18.3 is too old; install Node 20.19 or newer.');
  for (const version of ['20.19.0', '22.0.0', '100.1.2']) checkNodeVersion(version);
});

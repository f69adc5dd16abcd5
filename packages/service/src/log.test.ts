import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';

function capture(): { lines: string[]; last: () => Record<string, unknown>; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  const log = createLog('relay', (line) => lines.push(line));
  return { lines, log, last: () => JSON.parse(lines.at(-1) ?? '') };
}

describe('SE-3 a line', () => {
  test('is one JSON object with time, level, service, event and the fields', () => {
    const { log, lines, last } = capture();
    log.warn('client connected', { client: 7, room: 'all' });
    expect(lines[0]).not.toContain('\n');
    expect(last()).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      level: 'warn',
      service: 'relay',
      event: 'client connected',
      client: 7,
      room: 'all',
    });
  });

  test('shows an error by name, message and stack, with what caused it', () => {
    const { log, last } = capture();
    log.error('failed', {
      error: new TypeError('outer', { cause: new Error('redis://desk:hunter2@cache:6379 is gone') }),
    });
    expect(last()['error']).toEqual({
      name: 'TypeError',
      message: 'outer',
      stack: expect.stringContaining('TypeError: outer'),
      cause: { name: 'Error', message: 'redis://cache:6379 is gone', stack: expect.any(String) },
    });
    expect(JSON.stringify(last())).not.toContain('hunter2');
  });

  test('does not let a field pass itself off as the head', () => {
    const { log, last } = capture();
    log.info('sign-in', { level: 'error', service: 'engine', event: 'x', at: 'never' });
    expect(last()).toMatchObject({ level: 'info', service: 'relay', event: 'sign-in', field_level: 'error' });
  });

  test('survives what JSON can not hold', () => {
    const { log, last } = capture();
    const cycle: Record<string, unknown> = { big: 12n, none: undefined, when: new Date(Number.NaN), ratio: Number.NaN };
    cycle['self'] = cycle;
    const trap = new Proxy({}, { ownKeys: () => expect.fail('trap'), getPrototypeOf: () => expect.fail('trap') });
    const getter = Object.defineProperty({}, 'boom', { enumerable: true, get: () => expect.fail('getter') });
    log.info('odd', { cycle, trap, getter, map: new Map([['a', new Set([1])]]), bytes: Buffer.from('abc') });
    expect(last()).toMatchObject({
      cycle: { big: '12', when: 'invalid date', ratio: 'NaN', self: '[circular]' },
      trap: '[unreadable]',
      getter: { boom: '[unreadable]' },
      map: { a: [1] },
      bytes: '[3 bytes]',
    });
  });

  test('keeps its bound, whatever the fields weigh', () => {
    const { log, lines, last } = capture();
    const wide = Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`k${n}`, '"\u0001€'.repeat(1_000)]));
    log.info('e'.repeat(100_000), wide);
    expect(Buffer.byteLength(lines[0] ?? '')).toBeLessThanOrEqual(16_384);
    expect(last()).toMatchObject({ cut: true });
  });

  test('is lost quietly when the writer fails', () => {
    const log = createLog('relay', () => {
      throw new Error('disk full');
    });
    expect(() => log.info('x', { a: 1 })).not.toThrow();
  });
});

describe('SE-4 secrets', () => {
  test.each([
    ['postgres://desk:hunter2@db/yagura', 'postgres://db/yagura'],
    ['tried redis://:hunter2@a:1 and rediss://u:hunter2@b:2/0 twice', 'tried redis://a:1 and rediss://b:2/0 twice'],
    ['postgres://desk:hunt@er/hunter2@db/yagura', 'postgres://db/yagura'],
    ['postgres://desk:x/hunter2@db', 'postgres://db'],
    ['https://wall.example/?token=hunter2&site=tyo', 'https://wall.example/?token=[hidden]&site=tyo'],
    ['authorization: Bearer hunter2hunter2', 'authorization: [hidden]'],
    ['{"password":"hunter2"}', '{"password":[hidden]}'],
    ['https://wall.example/@desk?mail=a@b.c', 'https://wall.example/@desk?mail=a@b.c'],
    ['http://wall/?to=redis://desk:hunter2@cache', 'http://cache'],
    ['redis://desk:://hunter2@cache', 'redis://cache'],
    ['http://[::1]:9100/healthz', 'http://[::1]:9100/healthz'],
  ])('in the text %s', (text, shown) => {
    const { log, last } = capture();
    log.info(text, { text });
    expect(last()).toMatchObject({ event: shown, text: shown });
  });

  test('in the name of a field', () => {
    const { log, last } = capture();
    log.info('x', { 'redis://desk:hunter2@cache': 1 });
    expect(last()).toMatchObject({ 'redis://cache': 1 });
  });

  test('are not shown by a cut through the middle of a URL', () => {
    const { log, lines } = capture();
    for (const padding of [3_960, 3_970, 3_980, 3_990]) {
      log.info('x', { text: `${'a '.repeat(padding / 2)}redis://desk:hunter2-hunter2-hunter2@cache` });
    }
    expect(lines.join('')).not.toContain('hunter2');
  });

  test('under a secret name never reach the line, wherever they are', () => {
    const secret = 'sEcReT-value-41';
    const name = fc
      .tuple(fc.constantFrom('token', 'password', 'secret', 'authorization'), fc.array(fc.boolean(), { minLength: 13 }))
      .map(([word, upper]) =>
        Array.from(word)
          .map((letter, n) => (upper[n] === true ? letter.toUpperCase() : letter))
          .join(''),
      );
    const hiding = fc.tuple(name, fc.constantFrom(secret, [secret], { deep: secret }, new Error(secret)));
    const nested = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('list'), tie('record')),
      leaf: fc.oneof(
        hiding.map((pair) => Object.fromEntries([pair])),
        hiding.map((pair) => new Map([pair])),
        fc.anything(),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      record: fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), nested), (fields) => {
        const { log, lines } = capture();
        log.info('event', fields);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toContain(secret);
        expect(Buffer.byteLength(lines[0] ?? '')).toBeLessThanOrEqual(16_384);
        expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', service: 'relay', event: 'event' });
      }),
      { numRuns: 300 },
    );
  });

  test('in the credentials of a URL never reach the line', () => {
    const part = fc.string({ unit: fc.constantFrom(...Array.from('aZ0:/?#@%[]&=.,')), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(part, part, (user, rest) => {
        const { log, lines } = capture();
        log.info('connecting', { to: `redis://${user}:Hunter2${rest}@cache:6379/0` });
        expect(lines[0]).not.toContain('Hunter2');
      }),
    );
  });
});

describe('SE-5 a flood', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is written twenty times a second and then summed in one line', () => {
    const { log, lines, last } = capture();
    for (let n = 0; n < 1_020; n += 1) log.info('beat refused', { n });
    log.error('beat refused');
    log.info('something else');
    expect(lines).toHaveLength(21);
    vi.advanceTimersByTime(1_000);
    expect(lines).toHaveLength(22);
    expect(last()).toMatchObject({ level: 'error', event: 'beat refused repeated 1001 times', times: 1001 });
    log.info('beat refused');
    vi.advanceTimersByTime(5_000);
    expect(lines).toHaveLength(23);
  });

  test('of ever new names is bounded too', () => {
    const { log, lines } = capture();
    for (let n = 0; n < 5_000; n += 1) log.info(`name ${n}`);
    vi.advanceTimersByTime(1_000);
    expect(lines.length).toBeLessThan(1_100);
  });
});

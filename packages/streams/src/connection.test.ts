import { describe, expect, test } from 'vitest';
import { cutIntoPieces } from './beat-log.ts';
import { backOff } from './connection.ts';
import { parseRedisAddress } from './redis-address.ts';
import { asStoreError, StoreAwayError } from './store-away-error.ts';

describe('connections', () => {
  test('ST-31 the way back is tried for ever, with 50 to 500 ms between, in no common step', () => {
    for (const attempt of [1, 2, 5, 50, 5000]) {
      expect(backOff(attempt, () => 0)).toBe(50);
      expect(backOff(attempt, () => 1)).toBeLessThanOrEqual(500);
      expect(backOff(attempt, () => 0.999)).toBeGreaterThan(backOff(attempt, () => 0.1));
    }
    expect(backOff(50, () => 1)).toBe(500);
  });

  test('ST-32 redis://, rediss:// and unix:// are addresses, anything else is refused in one sentence', () => {
    expect(parseRedisAddress('redis://:word@host:7000/2').url).toBe('redis://:word@host:7000/2');
    expect(parseRedisAddress('rediss://host').url).toBe('rediss://host');
    expect(parseRedisAddress('unix:///run/a%20b/redis.sock')).toEqual({
      url: null,
      options: { path: '/run/a b/redis.sock', db: 0 },
    });
    expect(parseRedisAddress('unix:///run/redis.sock?db=3').options).toEqual({ path: '/run/redis.sock', db: 3 });
    for (const wrong of ['', 'localhost:6379', 'http://host', 'unix://relative.sock']) {
      expect(() => parseRedisAddress(wrong)).toThrow('the address of Redis must be');
    }
  });

  test('ST-22 a server that cannot serve is away; one that finds our command wrong has found a bug', () => {
    const answer = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });
    for (const message of ['LOADING it', 'READONLY you', 'OOM command', 'NOAUTH first']) {
      expect(asStoreError(answer(message))).toBeInstanceOf(StoreAwayError);
    }
    expect(asStoreError(new Error('connect ECONNREFUSED'))).toBeInstanceOf(StoreAwayError);
    expect(asStoreError(answer('WRONGTYPE Operation'))).not.toBeInstanceOf(StoreAwayError);
  });

  test('ST-1 what is appended at once goes in pieces that do not hold up others, in its order', () => {
    const long = 'x'.repeat(3_000_000);
    expect(cutIntoPieces([])).toEqual([]);
    expect(cutIntoPieces([long, 'a', long, 'b']).map((piece) => piece.length)).toEqual([2, 2]);
    const many = Array.from({ length: 1201 }, (_, index) => String(index));
    expect(cutIntoPieces(many).map((piece) => piece.length)).toEqual([500, 500, 201]);
    expect(cutIntoPieces(many).flat()).toEqual(many);
  });
});

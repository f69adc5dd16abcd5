import { answerWithinMs, type Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { Lease } from './ports.ts';
import { runScript, type Script } from './script.ts';
import { createStaleWatch } from './stale-watch.ts';

/**
 * The lease holds `fence:owner:renewals`. It is given when nobody holds it, to its own holder again (whose first answer
 * may have been lost), or to one who shows that it has not been renewed for long: `stale` is what that one saw.
 */
export const acquireScript: Script = {
  name: 'yaguraAcquire',
  keys: 2,
  lua: `
    local leaseKey, fenceKey = KEYS[1], KEYS[2]
    local owner, ttl, floor, stale = unpack(ARGV)
    local lease = redis.call('GET', leaseKey)
    if lease and lease ~= stale then
      if string.match(lease, '^%d+:(.*):%d+$') ~= owner then return { 0, lease } end
    end
    local time = redis.call('TIME')
    local ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
    local last = tonumber(redis.call('GET', fenceKey) or '0')
    local fence = string.format('%.0f', math.max(last + 1, ms, tonumber(floor)))
    redis.call('SET', fenceKey, fence)
    redis.call('SET', leaseKey, fence .. ':' .. owner .. ':0', 'PX', ttl)
    return { 1, fence }`,
};

export const renewScript: Script = {
  name: 'yaguraRenew',
  keys: 2,
  lua: `
    local leaseKey, fenceKey = KEYS[1], KEYS[2]
    local fence, ttl = ARGV[1], ARGV[2]
    local lease = redis.call('GET', leaseKey)
    if not lease or redis.call('GET', fenceKey) ~= fence then return 0 end
    local held, owner, renewals = string.match(lease, '^(%d+):(.*):(%d+)$')
    if held ~= fence then return 0 end
    local following = string.format('%.0f', tonumber(renewals) + 1)
    redis.call('SET', leaseKey, fence .. ':' .. owner .. ':' .. following, 'PX', ttl)
    return 1`,
};

export const releaseScript: Script = {
  name: 'yaguraRelease',
  keys: 1,
  lua: `
    local lease = redis.call('GET', KEYS[1])
    if lease and string.match(lease, '^(%d+):') == ARGV[1] then redis.call('DEL', KEYS[1]) end
    return 1`,
};

export function createLease(connection: Connection, keys: Keys, monotonic: () => number): Lease {
  const watch = createStaleWatch(monotonic);
  return {
    async acquire(owner, { ttlMs, floor }) {
      const parameters = [owner, ttlMs, floor, watch.stale(ttlMs)];
      const answer = await connection.run(answerWithinMs, (redis) =>
        runScript(redis, acquireScript, [keys.lease, keys.fence], parameters),
      );
      const [given, word] = answer as readonly [given: number, word: string];
      if (given === 0) {
        watch.observe(word);
        return null;
      }
      watch.forget();
      return Number(word);
    },
    async renew(fence, ttlMs) {
      const answer = await connection.run(answerWithinMs, (redis) =>
        runScript(redis, renewScript, [keys.lease, keys.fence], [fence, ttlMs]),
      );
      return answer === 1;
    },
    async release(fence) {
      await connection.run(answerWithinMs, (redis) => runScript(redis, releaseScript, [keys.lease], [fence]));
    },
  };
}

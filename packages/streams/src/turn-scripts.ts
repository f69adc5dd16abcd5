import type { Script } from './script.ts';

/**
 * Numbers are compared as numbers but passed on as the texts they came as: Lua would print a fence, which is a time in
 * milliseconds, as 1.79e+12.
 */
export const commitScript: Script = {
  name: 'yaguraCommit',
  keys: 3,
  lua: `
    local fenceKey, headKey, turnsKey = KEYS[1], KEYS[2], KEYS[3]
    local epoch, turn, fence, now, beats, inputs, text = unpack(ARGV)
    if redis.call('GET', fenceKey) ~= fence then return 'fenced' end
    local head = redis.call('HMGET', headKey, 'turn', 'fence')
    if head[1] == turn and head[2] == fence then return 'committed' end
    if tonumber(head[1] or '0') + 1 ~= tonumber(turn) then return 'out-of-order' end
    redis.call('XADD', turnsKey, turn .. '-0', 'e', text)
    redis.call('HSET', headKey, 'epoch', epoch, 'turn', turn, 'fence', fence, 'now', now, 'beats', beats, 'inputs', inputs)
    return 'committed'`,
};

/** One earlier journal is kept beside, for people to look at; the one before it goes. */
export const restartScript: Script = {
  name: 'yaguraRestart',
  keys: 5,
  lua: `
    local fenceKey, headKey, turnsKey, headAside, turnsAside = unpack(KEYS)
    local epoch, turn, fence, now, beats, inputs = unpack(ARGV)
    if redis.call('GET', fenceKey) ~= fence then return 'fenced' end
    local head = redis.call('HMGET', headKey, 'epoch', 'turn', 'fence')
    if head[1] == epoch and head[2] == turn and head[3] == fence then return 'committed' end
    if tonumber(head[1] or '-1') >= tonumber(epoch) then return 'out-of-order' end
    if tonumber(head[2] or '0') > tonumber(turn) then return 'out-of-order' end
    redis.call('UNLINK', headAside, turnsAside)
    if redis.call('EXISTS', headKey) == 1 then redis.call('RENAME', headKey, headAside) end
    if redis.call('EXISTS', turnsKey) == 1 then redis.call('RENAME', turnsKey, turnsAside) end
    redis.call('HSET', headKey, 'epoch', epoch, 'turn', turn, 'fence', fence, 'now', now, 'beats', beats, 'inputs', inputs)
    return 'committed'`,
};

/** Turns may be large and XINFO would send the first and the last; only the number is wanted. */
export const oldestTurnScript: Script = {
  name: 'yaguraOldestTurn',
  keys: 1,
  lua: `
    local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
    return first and first[1] or false`,
};

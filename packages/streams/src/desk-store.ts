import { decodeInventory, decodeLayout, decodeLearned } from './codec.ts';
import { answerWithinMs, type Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { DeskStore } from './ports.ts';
import { runScript, type Script } from './script.ts';

export const keptVersions = 10;

/** The newest ten versions are kept, and the current one however old it is. */
export const putVersionScript: Script = {
  name: 'yaguraPutVersion',
  keys: 3,
  lua: `
    local listKey, valueKey, currentKey = KEYS[1], KEYS[2], KEYS[3]
    local version, text, kept, prefix = unpack(ARGV)
    redis.call('SET', valueKey, text)
    redis.call('LREM', listKey, 0, version)
    redis.call('LPUSH', listKey, version)
    local current = redis.call('GET', currentKey)
    for _, old in ipairs(redis.call('LRANGE', listKey, tonumber(kept), -1)) do
      if old ~= current then
        redis.call('UNLINK', prefix .. old)
        redis.call('LREM', listKey, 0, old)
      end
    end
    return 1`,
};

export const setCurrentScript: Script = {
  name: 'yaguraSetCurrent',
  keys: 2,
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
    redis.call('SET', KEYS[2], ARGV[1])
    return 1`,
};

export const putRegisteredScript: Script = {
  name: 'yaguraPutRegistered',
  keys: 1,
  lua: `
    redis.call('DEL', KEYS[1])
    for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
    return 1`,
};

function versionPrefix(key: string): string {
  return `${key}:version:`;
}

/** A desk of 50,000 components is some 25 MB of JSON. */
const deskWithinMs = 5000;

export function decodeRegistered(stored: Readonly<Record<string, string>>): Record<string, string[]> {
  const bySender: Record<string, string[]> = {};
  for (const [sender, text] of Object.entries(stored)) {
    const ids = JSON.parse(text) as unknown;
    if (Array.isArray(ids)) bySender[sender] = ids.filter((id) => typeof id === 'string');
  }
  return bySender;
}

export function createDeskStore(connection: Connection, keys: Keys): DeskStore {
  const currentInventoryKey = `${keys.inventory}:current`;
  const currentLearnedKey = `${keys.learned}:current`;

  async function putVersion(key: string, list: string, version: string, value: unknown): Promise<void> {
    const prefix = versionPrefix(key);
    const places = [list, prefix + version, `${key}:current`];
    const parameters = [version, JSON.stringify(value), keptVersions, prefix];
    await connection.run(deskWithinMs, (redis) => runScript(redis, putVersionScript, places, parameters));
  }

  async function readVersion<Value>(key: string, version: string, decode: (text: string) => Value | null) {
    const text = await connection.run(deskWithinMs, (redis) => redis.get(versionPrefix(key) + version));
    return text === null ? null : decode(text);
  }

  async function makeCurrent(key: string, current: string, version: string, what: string): Promise<void> {
    const places = [versionPrefix(key) + version, current];
    const set = await connection.run(answerWithinMs, (redis) => runScript(redis, setCurrentScript, places, [version]));
    if (set !== 1) throw new Error(`${what} ${version} is not stored, so it cannot become the current one`);
  }

  return {
    putInventory: (inventory) => putVersion(keys.inventory, keys.inventories, inventory.version, inventory),
    inventory: (version) => readVersion(keys.inventory, version, decodeInventory),
    async currentInventory() {
      const version = await connection.run(answerWithinMs, (redis) => redis.get(currentInventoryKey));
      return version === null ? null : readVersion(keys.inventory, version, decodeInventory);
    },
    setCurrent: (version) => makeCurrent(keys.inventory, currentInventoryKey, version, 'inventory'),
    putLayout: (layout) => putVersion(keys.layout, keys.layouts, layout.version, layout),
    layout: (version) => readVersion(keys.layout, version, decodeLayout),
    putLearned: (learned) => putVersion(keys.learned, keys.learnedVersions, learned.version, learned),
    learned: (version) => readVersion(keys.learned, version, decodeLearned),
    currentLearned: () => connection.run(answerWithinMs, (redis) => redis.get(currentLearnedKey)),
    setCurrentLearned: (version) => makeCurrent(keys.learned, currentLearnedKey, version, 'learned'),
    async putRegistered(bySender) {
      const parameters = Object.entries(bySender).flatMap(([sender, ids]) => [sender, JSON.stringify(ids)]);
      await connection.run(answerWithinMs, (redis) =>
        runScript(redis, putRegisteredScript, [keys.registered], parameters),
      );
    },
    async registered() {
      return decodeRegistered(await connection.run(answerWithinMs, (redis) => redis.hgetall(keys.registered)));
    },
  };
}

import { appendScript, createBeatLog } from './beat-log.ts';
import { createClockSource } from './clock-source.ts';
import { decodeSighting, decodeSilence } from './codec.ts';
import { answerWithinMs, openConnection, type StoreState } from './connection.ts';
import { createDeskStore, putRegisteredScript, putVersionScript, setCurrentScript } from './desk-store.ts';
import { createEvidenceLog } from './evidence-log.ts';
import { keysOf } from './keys.ts';
import { acquireScript, createLease, releaseScript, renewScript } from './lease.ts';
import { createNotes } from './notes.ts';
import type { Streams } from './ports.ts';
import { createPulseChannel, publishScript } from './pulse-channel.ts';
import { createReaderPool } from './reader-pool.ts';
import { parseRedisAddress } from './redis-address.ts';
import { defineScripts } from './script.ts';
import { createSnapshotStore, pointSnapshotScript, putChunkScript } from './snapshot-store.ts';
import { createTurnLog } from './turn-log.ts';
import { commitScript, oldestTurnScript, restartScript } from './turn-scripts.ts';

export interface RedisStreamsOptions {
  /** Before every key. With Redis Cluster it needs a hash tag: `{yagura}:`. */
  readonly prefix?: string;
  /** Bound of the beat stream, in entries. */
  readonly mostBeatEntries?: number;
  readonly monotonic?: () => number;
  readonly onState?: (state: StoreState, why: string) => void;
  /** A turn in the journal that cannot be read; its position is told. */
  readonly onUnreadableTurn?: (position: string) => void;
}

const scripts = defineScripts([
  appendScript,
  commitScript,
  restartScript,
  oldestTurnScript,
  acquireScript,
  renewScript,
  releaseScript,
  putChunkScript,
  pointSnapshotScript,
  putVersionScript,
  setCurrentScript,
  putRegisteredScript,
  publishScript,
]);

/** Redis need not be up: until it is, every method rejects with a StoreAwayError. */
export function createRedisStreams(url: string, options: RedisStreamsOptions = {}): Streams {
  const { prefix = 'yagura:', mostBeatEntries = 200_000, monotonic = () => performance.now() } = options;
  const address = parseRedisAddress(url);
  const keys = keysOf(prefix);
  const told = options.onState === undefined ? {} : { onState: options.onState };
  const commands = openConnection({ address, scripts, comesBack: true, ...told });
  const openReader = () => openConnection({ address, scripts, comesBack: false });
  const evidenceReaders = createReaderPool(openReader);
  const turnReaders = createReaderPool(openReader);
  const pulse = createPulseChannel(commands, () => openConnection({ address, scripts, comesBack: true }), keys);

  return {
    beats: createBeatLog(commands, keys, mostBeatEntries),
    evidence: createEvidenceLog(commands, evidenceReaders, keys),
    turns: createTurnLog(commands, turnReaders, keys, options.onUnreadableTurn ?? (() => undefined)),
    lease: createLease(commands, keys, monotonic),
    snapshots: createSnapshotStore(commands, keys),
    desk: createDeskStore(commands, keys),
    pulse,
    clock: createClockSource(commands, keys, monotonic),
    sightings: createNotes(commands, keys.sightings, decodeSighting),
    silences: createNotes(commands, keys.silences, decodeSilence),
    async ping() {
      const sent = monotonic();
      await commands.run(answerWithinMs, (redis) => redis.ping());
      return monotonic() - sent;
    },
    async close() {
      await Promise.all([commands.close(), evidenceReaders.close(), turnReaders.close(), pulse.close()]);
    },
  };
}

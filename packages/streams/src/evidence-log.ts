import type { Positions } from '@yagura/contract';
import type { Redis } from 'ioredis';
import { answerWithinMs, type Connection } from './connection.ts';
import {
  isFull,
  missesAnything,
  toCheckedEvidence,
  toEvidence,
  type Asked,
  type Edges,
  type RawEvidence,
} from './evidence.ts';
import type { Keys } from './keys.ts';
import type { Evidence, EvidenceLog } from './ports.ts';
import type { Reader, ReaderPool } from './reader-pool.ts';
import { beginningOf, edgesOf, entriesOf, noStream, storedEntry, type RawEntry } from './stream-reply.ts';

/** Inputs are few (a desk file, a finding); this many unread ones means that no engine has run for long. */
const mostInputs = 10_000;
/** A batch may hold tens of megabytes after an outage. */
const batchWithinMs = 5000;

type Results = readonly (readonly [error: Error | null, result?: unknown])[];

function resultAt(results: Results | null, index: number): unknown {
  const [error, result] = results?.[index] ?? [new Error('the transaction has no such answer')];
  if (error) throw error;
  return result;
}

/** A stream that was never written is an error to XINFO; to a reader it is an empty one. */
function edgesAt(results: Results | null, index: number) {
  const [error, result] = results?.[index] ?? [];
  if (error?.message.includes('no such key')) return noStream;
  if (error) throw error;
  return edgesOf(result);
}

function edgesFrom(results: Results | null): Edges {
  return { beats: edgesAt(results, 0), inputs: edgesAt(results, 1) };
}

function withEdges(redis: Redis, keys: Keys) {
  return redis.multi().xinfo('STREAM', keys.beats).xinfo('STREAM', keys.inputs);
}

/** Looks at the streams' ends and reads in one step, so that nothing can be trimmed between the two. */
async function checkedRead(reader: Reader, keys: Keys, asked: Asked): Promise<Evidence> {
  const { after, limit } = asked;
  const results = await reader.run(batchWithinMs, (redis) =>
    withEdges(redis, keys).xread('COUNT', limit, 'STREAMS', keys.beats, keys.inputs, after.beats, after.inputs).exec(),
  );
  const reply = resultAt(results, 2);
  const raw = { beats: entriesOf(reply, keys.beats), inputs: entriesOf(reply, keys.inputs) };
  return toCheckedEvidence(raw, asked, edgesFrom(results));
}

async function waitingRead(reader: Reader, keys: Keys, { after, limit }: Asked, waitMs: number): Promise<RawEvidence> {
  const streams = [keys.beats, keys.inputs, after.beats, after.inputs] as const;
  const reply = await reader.run(waitMs, (redis) =>
    redis.xread('COUNT', limit, 'BLOCK', waitMs, 'STREAMS', ...streams),
  );
  return { beats: entriesOf(reply, keys.beats), inputs: entriesOf(reply, keys.inputs) };
}

function samePlace(a: Positions, b: Positions): boolean {
  return a.beats === b.beats && a.inputs === b.inputs;
}

function nothing(after: Positions): Evidence {
  return { beats: [], inputs: [], to: after, unreadable: 0, tip: true, lost: false };
}

/**
 * Whoever goes on where the last read ended, on the same connection and with nothing left behind, can have missed
 * nothing: only others pay for the look at the streams' ends.
 */
function createFollower(keys: Keys) {
  let last: { readonly reader: Reader; readonly to: Positions } | null = null;

  function remember(reader: Reader, evidence: Evidence): Evidence {
    last = evidence.tip && !evidence.lost ? { reader, to: evidence.to } : null;
    return evidence;
  }

  return async (reader: Reader, asked: Asked, blockMs: number): Promise<Evidence> => {
    const follows = last?.reader === reader && samePlace(last.to, asked.after);
    if (!follows) {
      const checked = remember(reader, await checkedRead(reader, keys, asked));
      if (checked.lost || !samePlace(checked.to, asked.after)) return checked;
    }
    // To the server, a block of 0 means for ever.
    const raw = await waitingRead(reader, keys, asked, Math.max(1, Math.ceil(blockMs)));
    // A full batch means that others are ahead by an unknown number, and trimming may have been among it.
    if (isFull(raw, asked.limit)) return remember(reader, await checkedRead(reader, keys, asked));
    return remember(reader, toEvidence(raw, asked, false));
  };
}

async function readRange(connection: Connection, keys: Keys, from: Positions, to: Positions): Promise<Evidence> {
  const results = await connection.run(batchWithinMs, (redis) =>
    withEdges(redis, keys)
      .xrange(keys.beats, `(${from.beats}`, to.beats)
      .xrange(keys.inputs, `(${from.inputs}`, to.inputs)
      .exec(),
  );
  const [beats = [], inputs = []] = [2, 3].map((index) => (resultAt(results, index) as RawEntry[]).map(storedEntry));
  const lost = missesAnything(edgesFrom(results), from, to);
  return { ...toEvidence({ beats, inputs }, { after: from, limit: Infinity }, lost), to };
}

export function createEvidenceLog(connection: Connection, readers: ReaderPool, keys: Keys): EvidenceLog {
  const follow = createFollower(keys);
  return {
    async start() {
      const results = await connection.run(answerWithinMs, (redis) => withEdges(redis, keys).exec());
      const { beats, inputs } = edgesFrom(results);
      return { beats: beginningOf(beats), inputs: beginningOf(inputs) };
    },
    async read(after, { limit, blockMs, signal }) {
      return (await readers.use(signal, (reader) => follow(reader, { after, limit }, blockMs))) ?? nothing(after);
    },
    range: (from, to) => readRange(connection, keys, from, to),
    async appendInput(input) {
      const text = JSON.stringify(input);
      await connection.run(answerWithinMs, (redis) =>
        redis.xadd(keys.inputs, 'MAXLEN', '~', mostInputs, '*', 'e', text),
      );
    },
    async trim(before) {
      await connection.run(answerWithinMs, async (redis) => {
        const results = await redis
          .pipeline()
          .xtrim(keys.beats, 'MINID', before.beats)
          .xtrim(keys.inputs, 'MINID', before.inputs)
          .exec();
        for (const index of [0, 1]) resultAt(results, index);
      });
    },
  };
}

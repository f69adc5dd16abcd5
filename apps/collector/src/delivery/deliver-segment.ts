import type { Entry } from '@yagura/contract';
import { decodeLines } from './spool-line.ts';

/** Parsing a whole segment would stop the loop for longer than a pause may last. */
const mostEntriesAtOnce = 200;
const mostBytesAtOnce = 1024 * 1024;
/** Younger than this it is no late evidence: it waited no longer than the store may take to answer. */
const lateAfterMs = 1000;

export interface DeliverOptions {
  readonly append: (entries: readonly Entry[]) => Promise<void>;
  readonly now: () => number;
  readonly onTorn: () => void;
  readonly onDelivered: (entries: number) => void;
}

function toldLate(entry: Entry, now: number): Entry {
  return now - entry.covers.until > lateAfterMs ? { ...entry, late: true } : entry;
}

/** Everything of one segment in its order, piece by piece. */
export async function deliverSegment(bytes: Buffer, options: DeliverOptions): Promise<void> {
  let batch: Entry[] = [];
  let size = 0;
  const deliver = async () => {
    if (batch.length === 0) return;
    const now = options.now();
    await options.append(batch.map((entry) => toldLate(entry, now)));
    options.onDelivered(batch.length);
    batch = [];
    size = 0;
  };
  for (const line of decodeLines(bytes)) {
    if (line === null) {
      options.onTorn();
      continue;
    }
    // Written by ourselves, and its checksum says that it has not changed since.
    batch.push(JSON.parse(line.body.toString()) as Entry);
    size += line.body.length;
    if (batch.length >= mostEntriesAtOnce || size >= mostBytesAtOnce) await deliver();
  }
  await deliver();
}

import { comparePositions, origin } from '../position.ts';
import type { RawEvidence } from '../evidence.ts';
import { noStream, type Stored, type StreamEdges } from '../stream-reply.ts';

/** One append-only stream with the ids, trimming and bookkeeping of Redis. */
export interface MemoryStream {
  append(text: string, id?: string): string;
  between(afterExclusive: string, toInclusive: string | null, limit: number): Stored[];
  trim(before: string): void;
  edges(): StreamEdges;
  clear(): void;
}

export function createMemoryStream(clock: () => number, mostEntries: number): MemoryStream {
  let entries: Stored[] = [];
  let lastGenerated = origin;
  let added = 0;

  function nextId(): string {
    const candidate = `${Math.floor(clock())}-0`;
    if (comparePositions(candidate, lastGenerated) > 0) return candidate;
    const [ms, seq] = lastGenerated.split('-');
    return `${ms}-${Number(seq) + 1}`;
  }

  function firstIndexAfter(position: string): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = entries[middle];
      if (entry !== undefined && comparePositions(entry.id, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    append(text, id = nextId()) {
      entries.push({ id, text });
      lastGenerated = id;
      added += 1;
      if (entries.length > mostEntries) entries = entries.slice(-mostEntries);
      return id;
    },
    between(after, to, limit) {
      const from = firstIndexAfter(after);
      const end = to === null ? entries.length : firstIndexAfter(to);
      return entries.slice(from, Math.min(end, from + limit));
    },
    trim(before) {
      entries = entries.filter(({ id }) => comparePositions(id, before) >= 0);
    },
    edges() {
      if (added === 0) return noStream;
      return { length: entries.length, first: entries[0]?.id ?? null, lastGenerated, added };
    },
    clear() {
      entries = [];
      lastGenerated = origin;
      added = 0;
    },
  };
}

export function readStreams(
  streams: { readonly beats: MemoryStream; readonly inputs: MemoryStream },
  after: { readonly beats: string; readonly inputs: string },
  limit: number,
): RawEvidence {
  return {
    beats: streams.beats.between(after.beats, null, limit),
    inputs: streams.inputs.between(after.inputs, null, limit),
  };
}

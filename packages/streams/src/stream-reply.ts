import { comparePositions, origin, positionBefore } from './position.ts';

/** One stored entry: its place and the text of its one field. */
export interface Stored {
  readonly id: string;
  readonly text: string;
}

/** What XREAD and XRANGE answer for one entry: id, then names and values in turn. */
export type RawEntry = readonly [id: string, fields: readonly string[] | null];

export function storedEntry([id, fields]: RawEntry): Stored {
  const at = fields?.indexOf('e') ?? -1;
  return { id, text: (at >= 0 ? fields?.[at + 1] : undefined) ?? '' };
}

/** XREAD answers null when nothing came, and leaves out streams without news. */
export function entriesOf(reply: unknown, key: string): Stored[] {
  const streams = (reply ?? []) as readonly (readonly [string, readonly RawEntry[]])[];
  return (streams.find(([name]) => name === key)?.[1] ?? []).map(storedEntry);
}

export interface StreamEdges {
  readonly length: number;
  readonly first: string | null;
  readonly lastGenerated: string;
  /** Since the stream was made; null where the server does not count it (before Redis 7). */
  readonly added: number | null;
}

export const noStream: StreamEdges = { length: 0, first: null, lastGenerated: origin, added: 0 };

export function edgesOf(reply: unknown): StreamEdges {
  const words = reply as readonly unknown[];
  const value = (name: string) => words[words.indexOf(name) + 1];
  const first = value('first-entry') as RawEntry | null;
  return {
    length: Number(value('length')),
    first: first?.[0] ?? null,
    lastGenerated: String(value('last-generated-id')),
    added: words.includes('entries-added') ? Number(value('entries-added')) : null,
  };
}

/** Where a reader that has read nothing yet begins: before the oldest entry that is held. */
export function beginningOf(edges: StreamEdges): string {
  return edges.first === null ? edges.lastGenerated : positionBefore(edges.first);
}

type Standing =
  | { readonly kind: 'whole' }
  /** Entries between the asked position and the oldest held one are gone. */
  | { readonly kind: 'trimmed' }
  /** The asked position itself is not of this stream's time: it lost its end, or is another one. */
  | { readonly kind: 'elsewhere'; readonly continueAt: string };

/**
 * Trimming keeps the entry at the position itself, so a reader that still finds the entry it read last has missed nothing.
 */
export function standingOf(edges: StreamEdges, after: string): Standing {
  const { first, lastGenerated } = edges;
  if (first === null || comparePositions(lastGenerated, after) < 0) {
    return lastGenerated === after ? { kind: 'whole' } : { kind: 'elsewhere', continueAt: lastGenerated };
  }
  if (comparePositions(first, after) <= 0 || positionBefore(first) === after) return { kind: 'whole' };
  const neverTrimmed = edges.added === null || edges.added === edges.length;
  return after === origin && neverTrimmed ? { kind: 'whole' } : { kind: 'trimmed' };
}

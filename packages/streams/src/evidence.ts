import type { Input, Positions, Entry } from '@yagura/contract';
import { decodeEntry, decodeInput } from './codec.ts';
import { comparePositions } from './position.ts';
import type { Evidence } from './ports.ts';
import { standingOf, type Stored, type StreamEdges } from './stream-reply.ts';

export interface RawEvidence {
  readonly beats: readonly Stored[];
  readonly inputs: readonly Stored[];
}

/** How a batch was asked for: `limit` bounds each of the two streams. */
export interface Asked {
  readonly after: Positions;
  readonly limit: number;
}

function decodeAll<Value>(stored: readonly Stored[], decode: (text: string) => Value | null): [Value[], number] {
  const values: Value[] = [];
  for (const { text } of stored) {
    const value = decode(text);
    if (value !== null) values.push(value);
  }
  return [values, stored.length - values.length];
}

export function isFull(raw: RawEvidence, limit: number): boolean {
  return raw.beats.length >= limit || raw.inputs.length >= limit;
}

export function toEvidence(raw: RawEvidence, { after, limit }: Asked, lost: boolean): Evidence {
  const [beats, damagedBeats] = decodeAll<Entry>(raw.beats, decodeEntry);
  const [inputs, damagedInputs] = decodeAll<Input>(raw.inputs, decodeInput);
  return {
    beats,
    inputs,
    to: { beats: raw.beats.at(-1)?.id ?? after.beats, inputs: raw.inputs.at(-1)?.id ?? after.inputs },
    unreadable: damagedBeats + damagedInputs,
    tip: !isFull(raw, limit),
    lost,
  };
}

export interface Edges {
  readonly beats: StreamEdges;
  readonly inputs: StreamEdges;
}

/**
 * A position that is not of the stream's time is answered by an empty batch that leads to where reading goes on, so that
 * the range from one to the other is empty as well and a replay of it the same.
 */
export function toCheckedEvidence(raw: RawEvidence, asked: Asked, edges: Edges): Evidence {
  const beats = standingOf(edges.beats, asked.after.beats);
  const inputs = standingOf(edges.inputs, asked.after.inputs);
  if (beats.kind === 'elsewhere' || inputs.kind === 'elsewhere') {
    const to = {
      beats: beats.kind === 'elsewhere' ? beats.continueAt : asked.after.beats,
      inputs: inputs.kind === 'elsewhere' ? inputs.continueAt : asked.after.inputs,
    };
    return { beats: [], inputs: [], to, unreadable: 0, tip: false, lost: true };
  }
  return toEvidence(raw, asked, beats.kind === 'trimmed' || inputs.kind === 'trimmed');
}

/** Where a range asks for nothing (a turn that read none of a stream, or was led back), nothing can be missing. */
function misses(edges: StreamEdges, from: string, to: string): boolean {
  return comparePositions(to, from) > 0 && standingOf(edges, from).kind !== 'whole';
}

export function missesAnything(edges: Edges, from: Positions, to: Positions): boolean {
  return misses(edges.beats, from.beats, to.beats) || misses(edges.inputs, from.inputs, to.inputs);
}

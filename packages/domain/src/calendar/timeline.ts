import type { Coverage } from './coverage.ts';
import { firstWhere } from './search.ts';

/** A piece of time in which something holds. */
export interface Piece<State> {
  readonly from: number;
  readonly to: number;
  readonly state: State;
}

/** As long as it is one and the same; null where it has no beginning or no end. */
export interface Stretch<State> {
  readonly state: State;
  readonly since: number | null;
  readonly until: number | null;
}

/** All time as stretches of one state each, from pieces in their order that do not overlap, with `between` where there is none. */
export function timelineOf<State>(
  { from, until }: Coverage,
  pieces: readonly Piece<State>[],
  { between, outside }: { readonly between: State; readonly outside: State },
): readonly Stretch<State>[] {
  const begins: { at: number | null; state: State }[] = [{ at: null, state: outside }];
  const begin = (at: number, state: State) => {
    const last = begins.at(-1)!;
    if (last.state === state) return;
    if (last.at !== at) begins.push({ at, state });
    else {
      begins.pop();
      if (begins.at(-1)?.state !== state) begins.push({ at, state });
    }
  };
  begin(from, between);
  for (const piece of pieces) {
    const starts = Math.max(piece.from, from);
    const ends = Math.min(piece.to, until);
    if (starts >= ends) continue;
    begin(starts, piece.state);
    begin(ends, between);
  }
  begin(until, outside);
  return begins.map(({ at, state }, index) => ({ state, since: at, until: begins[index + 1]?.at ?? null }));
}

/** The place of the stretch that an instant lies in: each instant lies in exactly one. */
export function placeAt(stretches: readonly { readonly until: number | null }[], at: number): number {
  return firstWhere(stretches, ({ until }) => until === null || until > at);
}

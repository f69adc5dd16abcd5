import type { Entry } from '@yagura/contract';
import { createWorld, foldTurn, type World } from '@yagura/domain';
import { entriesPerSecond, inventoryWith, secondOfEntries } from './fold-input.ts';
import { median } from './percentile.ts';

const start = 1_800_000_000_000;

export interface FoldCost {
  /** Milliseconds for one second of beats, of the median second. */
  readonly foldMs: number;
  readonly parseMs: number;
  readonly changes: number;
}

/** Folds second after second, a turn for each entry as a live engine would, and parses the same entries beside it. */
export function costOfFolding(count: number, seconds: { readonly warm: number; readonly timed: number }): FoldCost {
  const world = createWorld(1, start);
  foldTurn(world, { inventory: inventoryWith(count), findings: null, entries: [], now: start });
  const parseTimes: number[] = [];
  const foldTimes: number[] = [];
  let changes = 0;
  for (let second = 0; second < seconds.warm + seconds.timed; second++) {
    const texts = secondOfEntries(count, second, start);
    const began = performance.now();
    const entries = texts.map((text) => JSON.parse(text) as Entry); // we wrote them ourselves
    const parsed = performance.now();
    const changed = foldSecond(world, entries);
    const folded = performance.now();
    if (second < seconds.warm) continue;
    changes += changed;
    parseTimes.push(parsed - began);
    foldTimes.push(folded - parsed);
  }
  return { foldMs: median(foldTimes), parseMs: median(parseTimes), changes };
}

function foldSecond(world: World, entries: readonly Entry[]): number {
  let changes = 0;
  for (const entry of entries)
    changes += foldTurn(world, { inventory: null, findings: null, entries: [entry], now: entry.covers.until }).changes
      .length;
  if (entries.length !== entriesPerSecond) throw new Error('a second has lost entries');
  return changes;
}

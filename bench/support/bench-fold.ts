import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Entry } from '@yagura/contract';
import { createWorld, foldTurn, type World } from '@yagura/domain';
import { entriesPerSecond, secondOfEntries, type FoldDesk } from './fold-desk.ts';
import { median } from './percentile.ts';

export interface FoldCost {
  /** Milliseconds for one second of beats, of the median second. */
  readonly foldMs: number;
  readonly parseMs: number;
  readonly changes: number;
  /** What the world keeps of one component, its status on the board included. */
  readonly bytesPerComponent: number;
}

/** Folds second after second, a turn for each entry as a live engine would, and parses the same entries beside it. */
export function costOfFolding(desk: FoldDesk, seconds: { readonly warm: number; readonly timed: number }): FoldCost {
  const before = heapInUse();
  const world = createWorld(1, desk.start);
  foldTurn(world, { inventory: desk.inventory, findings: null, entries: [], now: desk.start });
  const parseTimes: number[] = [];
  const foldTimes: number[] = [];
  let changes = 0;
  for (let second = 0; second < seconds.warm + seconds.timed; second++) {
    const texts = secondOfEntries(desk, second);
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
  const kept = heapInUse() - before;
  const count = world.desk.rows.size;
  return { foldMs: median(foldTimes), parseMs: median(parseTimes), changes, bytesPerComponent: kept / count };
}

function foldSecond(world: World, entries: readonly Entry[]): number {
  let changes = 0;
  for (const entry of entries)
    changes += foldTurn(world, { inventory: null, findings: null, entries: [entry], now: entry.covers.until }).changes
      .length;
  if (entries.length !== entriesPerSecond) throw new Error('a second has lost entries');
  return changes;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // the flag above puts it there

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

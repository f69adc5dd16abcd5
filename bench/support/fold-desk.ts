import type { Entry, HeardBeat, Inventory } from '@yagura/contract';

/** Who beats, and what they say, for a bench of the fold. */
export interface FoldDesk {
  readonly inventory: Inventory;
  readonly start: number;
  /** What the component at this place says in this second. */
  beatAt(
    index: number,
    second: number,
  ): Omit<HeardBeat, 'component' | 'epoch' | 'seq' | 'heard' | 'at' | 'port' | 'sender'>;
}

const entryMs = 20;
export const entriesPerSecond = 1000 / entryMs;

/** One second of what a collector appends when everybody beats once a second, as it lies in Redis. */
export function secondOfEntries(desk: FoldDesk, second: number): string[] {
  const { components } = desk.inventory;
  return Array.from({ length: entriesPerSecond }, (_, slot) => {
    const from = desk.start + second * 1000 + slot * entryMs;
    const first = Math.floor((slot * components.length) / entriesPerSecond);
    const last = Math.floor(((slot + 1) * components.length) / entriesPerSecond);
    const beats = components.slice(first, last).map(({ id }, place): HeardBeat => {
      const heard = from + ((first + place) % entryMs);
      const said = desk.beatAt(first + place, second);
      return { ...said, component: id, epoch: 'start-1', seq: second, heard, at: heard, port: 'http', sender: 'bench' };
    });
    const entry: Entry = {
      collector: 'col-1',
      epoch: 'bench',
      n: second * entriesPerSecond + slot + 1,
      covers: { from, until: from + entryMs, paused: 0 },
      canary: { http: from, udp: from },
      late: false,
      beats,
      occurrences: [],
    };
    return JSON.stringify(entry);
  });
}

import { watchedOf } from '@yagura/testkit';
import type { Entry, HeardBeat, Inventory } from '@yagura/contract';

const entryMs = 20;
export const entriesPerSecond = 1000 / entryMs;

export function inventoryWith(count: number): Inventory {
  return {
    version: `bench-${count}`,
    desk: { name: 'Bench', timeZone: 'Europe/London', simulated: false },
    sites: [{ id: 'ldn', name: 'London', timeZone: 'Europe/London', region: 'Europe', witnesses: [idAt(0), idAt(1)] }],
    collectors: [{ id: 'col-1', site: 'ldn' }],
    senders: [{ id: 'bench', tokenHash: '0'.repeat(64), scope: '*', register: false }],
    components: Array.from({ length: count }, (_, index) => watchedAt(index)),
    services: [],
    views: [],
    calendars: [],
    ruleSets: { none: [] },
  };
}

const idAt = (index: number) => `gw-${String(index).padStart(5, '0')}`;

function watchedAt(index: number): Inventory['components'][number] {
  return watchedOf({ id: idAt(index), figure: 'load', witness: index < 2 });
}

/** One second of what a collector appends when `count` components beat once a second, as it lies in Redis. */
export function secondOfEntries(count: number, second: number, start: number): string[] {
  return Array.from({ length: entriesPerSecond }, (_, slot) => {
    const from = start + second * 1000 + slot * entryMs;
    const first = Math.floor((slot * count) / entriesPerSecond);
    const last = Math.floor(((slot + 1) * count) / entriesPerSecond);
    const beats = Array.from({ length: last - first }, (_, index) => beatAt(first + index, second, from));
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

function beatAt(index: number, second: number, from: number): HeardBeat {
  return {
    component: idAt(index),
    epoch: 'start-1',
    seq: second,
    status: 'ok',
    metrics: { load: (index + second) % 100 },
    heard: from + (index % entryMs),
    at: from + (index % entryMs),
    port: 'http',
    sender: 'bench',
  };
}

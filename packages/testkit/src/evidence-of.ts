import type { Entry, HeardBeat } from '@yagura/contract';

/** A beat as a collector heard it; by HTTP, saying ok, unless the test says otherwise. */
export function beatOf(component: string, heard: number, rest: Partial<HeardBeat> = {}): HeardBeat {
  return { component, heard, port: 'http', sender: 'tests', status: 'ok', ...rest };
}

export interface EntryPlan extends Partial<Omit<Entry, 'covers'>> {
  readonly from: number;
  readonly until: number;
  readonly paused?: number;
}

/** An entry of `col-1` that covers `from`–`until` and hears its own canaries. */
export function entryOf({ from, until, paused = 0, ...rest }: EntryPlan): Entry {
  return {
    collector: 'col-1',
    epoch: 'e1',
    n: 1,
    covers: { from, until, paused },
    canary: { http: until, udp: until },
    late: false,
    beats: [],
    occurrences: [],
    ...rest,
  };
}

import type { Entry, HeardBeat, HeardOccurrence, Inventory } from '@yagura/contract';

interface StagedCollector {
  readonly id: string;
  life: number;
  n: number;
  from: number;
  lost: boolean;
  beats: HeardBeat[];
  occurrences: HeardOccurrence[];
}

/** The desk's collectors as the scenario lets them live. */
export interface Collectors {
  /** What a lost collector is sent is gone: who sends does not know whether anybody hears. */
  hearBeat(beat: HeardBeat): void;
  hearOccurrence(occurrence: HeardOccurrence): void;
  become(collector: string, state: 'lost' | 'back', at: number): void;
  /** What all that live append at this instant. */
  entriesUntil(until: number): Entry[];
}

export function createCollectors(inventory: Inventory, start: number): Collectors {
  const staged = inventory.collectors.map(({ id }): StagedCollector => newCollector(id, start));
  const byId = new Map(staged.map((collector) => [collector.id, collector]));
  const earOf = earsOf(inventory, byId);
  return {
    hearBeat(beat) {
      const collector = earOf(beat.component);
      if (collector && !collector.lost) collector.beats.push(beat);
    },
    hearOccurrence(occurrence) {
      const collector = earOf(occurrence.component);
      if (collector && !collector.lost) collector.occurrences.push(occurrence);
    },
    become(id, state, at) {
      const collector = byId.get(id);
      if (!collector || collector.lost === (state === 'lost')) return;
      Object.assign(collector, newCollector(id, at), { life: collector.life + 1, lost: state === 'lost' });
    },
    entriesUntil: (until) => staged.filter(({ lost }) => !lost).map((collector) => appended(collector, until)),
  };
}

function newCollector(id: string, from: number): StagedCollector {
  return { id, life: 1, n: 0, from, lost: false, beats: [], occurrences: [] };
}

/** A component is heard by the collector of its site, else by the first that the desk names. */
function earsOf(inventory: Inventory, byId: ReadonlyMap<string, StagedCollector>) {
  const bySite = new Map<string, string>();
  for (const { id, site } of inventory.collectors) if (!bySite.has(site)) bySite.set(site, id);
  const [first] = inventory.collectors;
  const ears = new Map(inventory.components.map(({ id, site }) => [id, byId.get(bySite.get(site) ?? first?.id ?? '')]));
  return (component: string) => ears.get(component);
}

/** Its canaries come through whatever befalls what it watches: a scenario is about the others. */
function appended(collector: StagedCollector, until: number): Entry {
  const { id, life, from, beats, occurrences } = collector;
  collector.n++;
  collector.from = until;
  collector.beats = [];
  collector.occurrences = [];
  return {
    collector: id,
    epoch: `life-${life}`,
    n: collector.n,
    covers: { from, until, paused: 0 },
    canary: { http: until, udp: until },
    late: false,
    beats,
    occurrences,
  };
}

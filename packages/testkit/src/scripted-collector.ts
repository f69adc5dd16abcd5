import type { Entry, HeardBeat, HeardOccurrence, PortName } from '@yagura/contract';

/** What happens to one collector, in the instants of its own life. */
export interface CollectorScript {
  readonly id: string;
  readonly start: number;
  readonly stop: number;
  /** What arrives at it; who sends does not know whether anybody hears. */
  readonly beats: readonly HeardBeat[];
  readonly occurrences?: readonly HeardOccurrence[];
  /** Its process does not exist. It begins anew, with a new epoch, at `to`. */
  readonly killed?: readonly Span[];
  /** Its process stands still and knows it afterwards; what arrived meanwhile is heard at `to`. */
  readonly paused?: readonly Span[];
  /** It hears, but cannot deliver: everything of this span is told, late, at `to`. */
  readonly cutOff?: readonly Span[];
  /** One of its ports hears nothing, neither beats nor its own canary. */
  readonly deaf?: readonly (Span & { readonly port: PortName })[];
  /** Its clock is so far ahead of desk time. */
  readonly clockAheadMs?: number;
  /** 100 ms unless a test wants fewer entries. */
  readonly entryEveryMs?: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An entry, and when the store has it. */
export interface Delivery {
  readonly at: number;
  readonly entry: Entry;
}

const usualEntryEveryMs = 100;
const canaryEveryMs = 1000;

/** What a collector with this life appends, in its order. */
export function scriptedCollector(script: CollectorScript): Delivery[] {
  const { entryEveryMs = usualEntryEveryMs } = script;
  const deliveries: Delivery[] = [];
  const beats = script.beats.toSorted((a, b) => a.heard - b.heard);
  const occurrences = (script.occurrences ?? []).toSorted((a, b) => a.heard - b.heard);
  let life = newLife(script.start, 1);
  let next = 0;
  for (let at = script.start + entryEveryMs; at <= script.stop; at += entryEveryMs) {
    const killed = within(script.killed, at);
    if (killed) {
      while ((beats[next]?.heard ?? Infinity) <= at) next++;
      life = newLife(at, life.number + (life.n > 0 ? 1 : 0));
      continue;
    }
    if (within(script.paused, at)) {
      life.paused += entryEveryMs;
      continue;
    }
    const heard: HeardBeat[] = [];
    for (let beat = beats[next]; beat && beat.heard <= at; beat = beats[++next])
      if (!deafAt(script, beat.port, beat.heard))
        heard.push({ ...beat, heard: Math.min(at, afterPauses(script.paused ?? [], beat.heard)) });
    const happened = occurrences.filter((one) => one.heard > at - entryEveryMs && one.heard <= at);
    const told = deliveryOf(script, life, at, { beats: heard, occurrences: happened });
    deliveries.push({ ...told, at: Math.max(told.at, deliveries.at(-1)?.at ?? 0) });
    life.from = at;
    life.paused = 0;
  }
  return deliveries;
}

/** All deliveries as the store saw them come. */
export function inStoreOrder(...collectors: readonly (readonly Delivery[])[]): Delivery[] {
  return collectors.flat().toSorted((a, b) => a.at - b.at);
}

interface Life {
  readonly number: number;
  n: number;
  from: number;
  paused: number;
  readonly canary: Partial<Record<PortName, number>>;
}

function newLife(from: number, number: number): Life {
  return { number, n: 0, from, paused: 0, canary: {} };
}

function deliveryOf(
  script: CollectorScript,
  life: Life,
  at: number,
  { beats, occurrences }: { readonly beats: readonly HeardBeat[]; readonly occurrences: readonly HeardOccurrence[] },
): Delivery {
  for (const port of ['http', 'udp'] as const)
    if (at - (life.canary[port] ?? -Infinity) >= canaryEveryMs && !deafAt(script, port, at)) life.canary[port] = at;
  const cutOff = within(script.cutOff, at);
  const ahead = script.clockAheadMs ?? 0;
  const canary = Object.fromEntries(Object.entries(life.canary).map(([port, heard]) => [port, heard + ahead]));
  const entry: Entry = {
    collector: script.id,
    epoch: `${script.id}-${life.number}`,
    n: ++life.n,
    covers: { from: life.from + ahead, until: at + ahead, paused: life.paused },
    canary,
    late: cutOff !== null,
    beats: beats.map((beat) => ({ ...beat, heard: beat.heard + ahead })),
    occurrences: occurrences.map((one) => ({ ...one, heard: one.heard + ahead })),
  };
  return { at: cutOff?.to ?? at, entry };
}

function deafAt(script: CollectorScript, port: PortName, at: number): boolean {
  return (
    within(
      script.deaf?.filter((span) => span.port === port),
      at,
    ) !== null
  );
}

/** What comes while a collector stands still is heard when it goes on; of two stillnesses that overlap, after both. */
function afterPauses(paused: readonly Span[], at: number): number {
  const still = paused.find(({ from, to }) => at > from && at < to);
  return still === undefined ? at : afterPauses(paused, still.to);
}

function within(spans: readonly Span[] | undefined, at: number): Span | null {
  return spans?.find((span) => at > span.from && at <= span.to) ?? null;
}

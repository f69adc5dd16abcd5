import {
  maxBeatsPerEntry,
  watermarkEveryMs,
  type Entry,
  type HeardBeat,
  type HeardOccurrence,
  type PortName,
} from '@yagura/contract';
import type { Deadlines } from './deadlines.ts';
import type { Outgoing, Stored } from './outgoing.ts';
import type { Pauses } from './pauses.ts';
import { afterArrivals } from './turns.ts';

/** Entries that follow each other more closely than this share one. */
const closestMs = 5;
/** The turns of the loop come on top, and the promise is one each `watermarkEveryMs`. */
const watermarkAfterMs = watermarkEveryMs - 15;
/** From a callback of a socket the first turn ends without another look at the sockets. */
const turnsFromTimer = 2;
const turnsFromSocket = 3;

export interface BatcherOptions {
  readonly collector: string;
  /** Names this start: `n` begins at 1 with it. */
  readonly epoch: string;
  readonly desk: () => number;
  readonly monotonic: () => number;
  readonly canary: () => Partial<Record<PortName, number>>;
  readonly drained: () => boolean;
  readonly deadlines: Deadlines;
  readonly pauses: Pauses;
  readonly send: (outgoing: Outgoing) => void;
  readonly onDeadlines: (passed: number) => void;
}

export interface Batcher {
  /** Resolves when all of it is stored somewhere or nowhere. */
  add(beats: readonly HeardBeat[], occurrences: readonly HeardOccurrence[]): Promise<Stored>;
  /** Until when it was last vouched that all was heard. */
  watermark(): number;
  stop(): void;
}

interface Open {
  readonly beats: HeardBeat[];
  readonly occurrences: HeardOccurrence[];
  readonly waiting: Outgoing['waiting'];
}

const newOpen = (): Open => ({ beats: [], occurrences: [], waiting: [] });
const isFull = (open: Open) => open.beats.length >= maxBeatsPerEntry || open.occurrences.length >= maxBeatsPerEntry;

/** Numbers entries and says what each of them vouches for. */
function createSealer(options: BatcherOptions) {
  const { collector, epoch, canary, deadlines, pauses } = options;
  let n = 0;
  let from = Math.floor(options.desk());

  return {
    watermark: () => from,
    seal(open: Open, until: number): Outgoing {
      const paused = pauses.take(until - from);
      deadlines.uncover(paused);
      const entry: Entry = {
        collector,
        epoch,
        n: ++n,
        covers: { from, until, paused },
        canary: { ...canary() },
        late: false,
        beats: open.beats,
        occurrences: open.occurrences,
      };
      from = until;
      return { entry, waiting: open.waiting };
    },
  };
}

/** Gathers what is heard into entries; each vouches for the time up to its watermark, with or without beats. */
export function startBatcher(options: BatcherOptions): Batcher {
  const { monotonic, deadlines, pauses, send } = options;
  const sealer = createSealer(options);
  let open = newOpen();
  let turning = false;
  let stopped = false;
  let lastFlushAt = monotonic();
  let soon: NodeJS.Timeout | null = null;
  let deadlineTimer: NodeJS.Timeout | null = null;
  let armedFor = Infinity;
  const desk = () => Math.floor(options.desk());

  function seal(until: number): void {
    const sealed = sealer.seal(open, until);
    open = newOpen();
    send(sealed);
  }

  /** The watermark is read first and told only after all that had arrived by then was heard. */
  function begin(turns: number): void {
    if (turning || stopped) return;
    turning = true;
    if (soon) clearTimeout(soon);
    soon = null;
    const until = desk();
    afterArrivals(turns, options.drained, (all) => finish(Math.max(until, sealer.watermark()), all));
  }

  function finish(until: number, all: boolean): void {
    turning = false;
    if (stopped) return;
    // Arrivals that outrun the loop: what is still waiting may have come before the watermark, so none of it is vouched for.
    if (!all) pauses.atLeast(until - sealer.watermark());
    seal(until);
    const passed = deadlines.pass(until);
    if (passed > 0) options.onDeadlines(passed);
    lastFlushAt = monotonic();
    watermark.refresh();
    armDeadline();
  }

  function flushSoon(): void {
    if (turning || soon || stopped) return;
    const wait = lastFlushAt + closestMs - monotonic();
    if (wait <= 0) return begin(turnsFromSocket);
    soon = setTimeout(() => begin(turnsFromTimer), Math.ceil(wait));
  }

  function armDeadline(): void {
    if (deadlines.earliest() === armedFor || stopped) return;
    if (deadlineTimer) clearTimeout(deadlineTimer);
    deadlineTimer = null;
    armedFor = deadlines.earliest();
    if (armedFor === Infinity) return;
    // Timers may fire up to a millisecond early and know no fractions: `wake` looks again.
    const wait = Math.min(Math.max(1, Math.ceil(armedFor - options.desk())), 2 ** 31 - 1);
    deadlineTimer = setTimeout(wakeAtDeadline, wait);
  }

  function wakeAtDeadline(): void {
    armedFor = -1;
    deadlineTimer = null;
    // While a flush is turning its end arms anew.
    if (turning) return;
    if (deadlines.due(desk())) begin(turnsFromTimer);
    else armDeadline();
  }

  /** Full entries leave at once and vouch for no time: what arrived since the last watermark may not all be heard yet. */
  function gather<Thing>(things: readonly Thing[], listOf: (current: Open) => Thing[]): void {
    for (let taken = 0; taken < things.length; ) {
      if (isFull(open)) seal(sealer.watermark());
      const list = listOf(open);
      const room = Math.min(maxBeatsPerEntry - list.length, things.length - taken);
      for (let index = 0; index < room; index++) list.push(things[taken + index] as Thing);
      taken += room;
    }
  }

  const watermark = setTimeout(() => begin(turnsFromTimer), watermarkAfterMs);

  return {
    add(beats, occurrences) {
      gather(beats, (current) => current.beats);
      gather(occurrences, (current) => current.occurrences);
      const stored = new Promise<Stored>((resolve) => open.waiting.push(resolve));
      if (isFull(open)) seal(sealer.watermark());
      if (deadlines.earliest() < armedFor) armDeadline();
      flushSoon();
      return stored;
    },
    watermark: sealer.watermark,
    stop() {
      if (stopped) return;
      stopped = true;
      for (const timer of [watermark, soon, deadlineTimer]) if (timer) clearTimeout(timer);
      // Nobody listens any more: what was heard goes out, and no more time is vouched for.
      seal(sealer.watermark());
    },
  };
}

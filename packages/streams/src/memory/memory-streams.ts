import type { EnginePulse } from '@yagura/contract';
import { decodePulse, decodeSighting, decodeSilence } from '../codec.ts';
import type { ClockSource, PulseChannel, Streams } from '../ports.ts';
import { memoryDeskStore } from './desk.ts';
import { memoryBeatLog, memoryEvidenceLog } from './evidence.ts';
import { memoryLease } from './lease.ts';
import { createMemoryStore, type MemoryStore, type StoreInside } from './memory-store.ts';
import { createOperator, type FaultMoment, type Operation, type Operator } from './operate.ts';
import { memoryNotes } from './notes.ts';
import { memorySnapshotStore } from './snapshots.ts';
import { memoryTurnLog } from './turns.ts';

export interface MemoryStreamsOptions {
  /** For the watch over leases that nobody renews. */
  readonly monotonic?: () => number;
  readonly onUnreadableTurn?: (position: string) => void;
}

/** One process's view of the store. Faults hit this handle only: the others are other processes. */
export interface MemoryStreams extends Streams {
  readonly store: MemoryStore;
  /** The next call of this operation on this handle rejects, before or after its effect. */
  failNext(operation: Operation, moment: FaultMoment): void;
  /** Cut off from the store: every operation rejects, every blocked read ends. */
  away: boolean;
}

function memoryClock(operator: Operator): ClockSource {
  return {
    time: () => operator.run('clock.time', ({ clock }) => ({ storeMs: clock(), roundTripMs: 0 })),
    offset: () => operator.run('clock.offset', ({ facts }) => facts.clockOffset),
    putOffset: (offsetMs) =>
      operator.run('clock.putOffset', ({ facts }) => {
        facts.clockOffset = offsetMs;
      }),
  };
}

/** Listeners hear a copy, and later: whoever publishes does not wait for them. */
function spread({ pulseListeners }: StoreInside, pulse: EnginePulse): void {
  const copy = decodePulse(JSON.stringify(pulse));
  if (copy === null) return;
  for (const listener of pulseListeners) {
    queueMicrotask(() => {
      if (pulseListeners.has(listener)) listener(copy);
    });
  }
}

function memoryPulse(operator: Operator): { channel: PulseChannel; close: (inside: StoreInside) => void } {
  const ours = new Set<(pulse: EnginePulse) => void>();
  const channel: PulseChannel = {
    publish: (fence, pulse) =>
      operator.run('pulse.publish', (inside) => {
        if (inside.facts.fence !== fence) return false;
        spread(inside, pulse);
        return true;
      }),
    subscribe: (onPulse) =>
      operator.run('pulse.subscribe', ({ pulseListeners }) => {
        const listener = (pulse: EnginePulse) => {
          if (!operator.isAway()) onPulse(pulse);
        };
        ours.add(listener);
        pulseListeners.add(listener);
        return async () => {
          pulseListeners.delete(listener);
        };
      }),
  };
  const close = ({ pulseListeners }: StoreInside) => {
    for (const listener of ours) pulseListeners.delete(listener);
  };
  return { channel, close };
}

/** The whole interface without a server; handles on one store see each other. */
export function createMemoryStreams(
  store: MemoryStore = createMemoryStore(),
  options: MemoryStreamsOptions = {},
): MemoryStreams {
  const { monotonic = () => performance.now(), onUnreadableTurn = () => undefined } = options;
  const operator = createOperator(store);
  const pulse = memoryPulse(operator);
  return {
    store,
    failNext: (operation, moment) => operator.failNext(operation, moment),
    get away() {
      return operator.isAway();
    },
    set away(value) {
      operator.setAway(value);
    },
    beats: memoryBeatLog(operator),
    evidence: memoryEvidenceLog(operator),
    turns: memoryTurnLog(operator, onUnreadableTurn),
    lease: memoryLease(operator, monotonic),
    snapshots: memorySnapshotStore(operator),
    desk: memoryDeskStore(operator),
    pulse: pulse.channel,
    clock: memoryClock(operator),
    sightings: memoryNotes(operator, 'sightings', decodeSighting),
    silences: memoryNotes(operator, 'silences', decodeSilence),
    ping: () => operator.run('ping', () => 0),
    async close() {
      pulse.close(store.inside);
      operator.close();
    },
  };
}

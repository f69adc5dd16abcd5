import type { ClockName, ClockSegment, Incident, Priority } from '@yagura/contract';
import { isOver } from './is-over.ts';

const minute = 60_000;

/** Who is called, one after the other, as long as a clock runs: the first when it is due. */
interface Call {
  readonly afterMs: number;
  readonly who: string;
}

const nobody: readonly Call[] = [];
const calls: Readonly<Record<ClockName, Readonly<Record<Priority, readonly Call[]>>>> = {
  take: {
    1: [
      { afterMs: 3 * minute, who: 'a second person' },
      { afterMs: 6 * minute, who: 'the lead' },
      { afterMs: 10 * minute, who: 'the head of operations' },
    ],
    2: [{ afterMs: 10 * minute, who: 'a second person' }],
    3: nobody,
  },
  update: {
    1: [{ afterMs: 15 * minute, who: 'its owner' }],
    2: [{ afterMs: 60 * minute, who: 'its owner' }],
    3: nobody,
  },
};

const segmentsRemembered = 100;

/** Begins a stretch, which ends one that runs. What is fixed or over calls for nobody, what is muted waits for nobody to take it. */
export function startClock(incident: Incident, clock: ClockName, now: number, latest = Infinity): Incident {
  const stopped = stopClock(incident, clock, now);
  if (stopped.state === 'fixed' || isOver(stopped) || (stopped.muted && clock === 'take')) return stopped;
  const [first] = calls[clock][stopped.priority];
  if (first === undefined) return stopped;
  const begun = { clock, from: now, dueAt: Math.min(now + first.afterMs, latest), to: null, called: 0 };
  return { ...stopped, clocks: [...stopped.clocks, begun].slice(-segmentsRemembered) };
}

/** Under another priority another stretch begins; what was due earlier and was not called stays due then. */
export function retimed(incident: Incident, now: number): Incident {
  const clock = incident.owner === null ? 'take' : 'update';
  const before = runningSegment(incident, clock);
  return startClock(incident, clock, now, before?.called === 0 ? before.dueAt : Infinity);
}

export function stopClock(incident: Incident, clock: ClockName, now: number): Incident {
  if (!isRunning(incident, clock)) return incident;
  return withSegment(incident, clock, (segment) => ({ ...segment, to: now }));
}

export function isRunning(incident: Incident, clock: ClockName): boolean {
  return runningSegment(incident, clock) !== undefined;
}

/** By when the next word of a person is due; null where no clock runs. */
export function nextDueAt({ clocks }: Pick<Incident, 'clocks'>): number | null {
  const due = clocks.flatMap(({ to, dueAt }) => (to === null ? [dueAt] : []));
  return due.length === 0 ? null : Math.min(...due);
}

export interface DueCall {
  readonly clock: ClockName;
  readonly at: number;
  readonly who: string;
}

/** Who is called next, and when; null where everybody was, or nothing is due. */
export function nextCall(incident: Incident): DueCall | null {
  let next: DueCall | null = null;
  for (const { clock, dueAt, to, called } of incident.clocks) {
    const [first] = calls[clock][incident.priority];
    const one = calls[clock][incident.priority][called];
    if (to !== null || first === undefined || one === undefined || incident.muted) continue;
    const at = dueAt + one.afterMs - first.afterMs;
    if (next === null || at < next.at) next = { clock, at, who: one.who };
  }
  return next;
}

/** In words: who is called after how long. */
export function describeCalls(clock: ClockName, priority: Priority): string {
  const called = calls[clock][priority].map(({ afterMs, who }) => `${who} after ${afterMs / minute} min`);
  const until = clock === 'take' ? 'nobody takes' : 'nobody says a word about';
  return `A P${priority} that ${until} calls ${called.join(', ')}.`;
}

export function withCalled(incident: Incident, { clock }: DueCall): Incident {
  const called = withSegment(incident, clock, (segment) => ({ ...segment, called: segment.called + 1 }));
  return { ...called, revision: incident.revision + 1 };
}

export function runningSegment({ clocks }: Incident, clock: ClockName): ClockSegment | undefined {
  return clocks.find((segment) => segment.clock === clock && segment.to === null);
}

function withSegment(incident: Incident, clock: ClockName, change: (segment: ClockSegment) => ClockSegment): Incident {
  const running = runningSegment(incident, clock);
  return { ...incident, clocks: incident.clocks.map((each) => (each === running ? change(each) : each)) };
}

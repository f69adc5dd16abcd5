import type { ClockName, Incident, Priority } from '@yagura/contract';

const minute = 60_000;
/** Within which time somebody takes it, and within which time the next word is due; P3 wakes nobody. */
const dueWithinMs: Readonly<Record<ClockName, Readonly<Record<Priority, number | null>>>> = {
  take: { 1: 3 * minute, 2: 10 * minute, 3: null },
  update: { 1: 15 * minute, 2: 60 * minute, 3: null },
};

const segmentsRemembered = 100;

/** Begins a stretch, which ends one that runs. What is muted waits for nobody to take it. */
export function startClock(incident: Incident, clock: ClockName, now: number): Incident {
  const stopped = stopClock(incident, clock, now);
  if (stopped.muted && clock === 'take') return stopped;
  const within = dueWithinMs[clock][stopped.priority];
  if (within === null) return stopped;
  const clocks = [...stopped.clocks, { clock, from: now, dueAt: now + within, to: null }];
  return { ...stopped, clocks: clocks.slice(-segmentsRemembered) };
}

export function stopClock(incident: Incident, clock: ClockName, now: number): Incident {
  if (!isRunning(incident, clock)) return incident;
  const clocks = incident.clocks.map((segment) =>
    segment.clock === clock && segment.to === null ? { ...segment, to: now } : segment,
  );
  return { ...incident, clocks };
}

export function isRunning({ clocks }: Incident, clock: ClockName): boolean {
  return clocks.some((segment) => segment.clock === clock && segment.to === null);
}

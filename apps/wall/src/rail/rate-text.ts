import type { Alarm, AlarmRate } from '@yagura/contract';
import { clockOf } from '@yagura/domain';

/** `3 in 10 min`; nothing where there was none, or where nobody may tell. */
export function rateText(rate: AlarmRate | null): string | null {
  return rate === null || rate.inTenMinutes === 0 ? null : `${rate.inTenMinutes} in 10 min`;
}

/** `FLOOD since 14:03: 23 alarms in 10 min, roots only`; null while people can follow. */
export function floodText(rate: AlarmRate | null): string | null {
  if (rate?.flood !== true) return null;
  return `FLOOD since ${clockOf(rate.since).slice(0, 5)}: ${rate.inTenMinutes} alarms in 10 min, roots only`;
}

export interface RailLine {
  readonly alarm: Alarm;
  /** Title, state and age are enough. */
  readonly brief: boolean;
}

/** In a flood only a P1 that is new keeps its sentence, and stands on top: `fresh` has the ids of those that blink. */
export function railLines(alarms: readonly Alarm[], isFlood: boolean, fresh: ReadonlySet<string>): RailLine[] {
  if (!isFlood) return alarms.map((alarm) => ({ alarm, brief: alarm.muted }));
  const isNew = ({ id, priority, muted }: Alarm) => priority === 1 && !muted && fresh.has(id);
  return [
    ...alarms.filter(isNew).map((alarm) => ({ alarm, brief: false })),
    ...alarms.filter((alarm) => !isNew(alarm)).map((alarm) => ({ alarm, brief: true })),
  ];
}

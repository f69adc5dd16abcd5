import type { Alarm } from '@yagura/contract';

export function byUrgency(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted((a, b) => a.priority - b.priority || a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** "1 P1 · 2 P2" */
export function priorities(alarms: readonly Alarm[]): string {
  return [1, 2, 3]
    .map((priority) => ({ priority, count: alarms.filter((alarm) => alarm.priority === priority).length }))
    .filter(({ count }) => count > 0)
    .map(({ priority, count }) => `${count} P${priority}`)
    .join(' · ');
}

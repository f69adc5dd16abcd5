import type { Alarm } from '@yagura/contract';

/** What calls for somebody comes first; what is muted, last. */
export function byUrgency(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted(
    (a, b) =>
      Number(a.muted) - Number(b.muted) || a.priority - b.priority || a.since - b.since || (a.id < b.id ? -1 : 1),
  );
}

/** "1 P1 · 2 P2 · 3 muted" */
export function priorities(alarms: readonly Alarm[]): string {
  const calling = alarms.filter(({ muted }) => !muted);
  const counts = [
    ...[1, 2, 3].map((priority) => [`P${priority}`, calling.filter((alarm) => alarm.priority === priority).length]),
    ['muted', alarms.length - calling.length],
  ] as const;
  return counts
    .filter(([, count]) => count !== 0)
    .map(([word, count]) => `${count} ${word}`)
    .join(' · ');
}

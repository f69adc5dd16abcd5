import type { Alarm, StripEntry } from '@yagura/contract';
import { healthWords } from '../words.ts';
import type { Ending } from './groups/ending.ts';
import { keyOf } from './groups/grouping.ts';

const stripLength = 5;

/** The last changes as people speak of them: what came up, what got worse, what is over. Newest first. */
export function stripAfter(
  strip: readonly StripEntry[],
  alarms: {
    readonly before: readonly Alarm[];
    readonly after: readonly Alarm[];
    readonly ended: ReadonlyMap<string, Ending>;
  },
  now: number,
): readonly StripEntry[] {
  const known = new Map(alarms.before.map((alarm) => [alarm.id, alarm]));
  const fresh: StripEntry[] = [];
  for (const alarm of alarms.after) {
    const earlier = known.get(alarm.id);
    known.delete(alarm.id);
    if (earlier && earlier.health === alarm.health && keyOf(earlier.root) === keyOf(alarm.root)) continue;
    fresh.push({
      at: earlier ? now : alarm.since,
      title: alarm.title,
      health: alarm.health,
      text: healthWords[alarm.health],
    });
  }
  for (const over of known.values()) {
    const ending = alarms.ended.get(over.id);
    if (ending) fresh.push({ at: now, title: over.title, health: ending.health, text: ending.text });
  }
  if (fresh.length === 0) return strip;
  return [...fresh.toSorted((a, b) => b.at - a.at), ...strip].slice(0, stripLength);
}

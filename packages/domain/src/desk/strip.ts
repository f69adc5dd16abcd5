import type { Alarm, StripEntry } from '@yagura/contract';
import { healthWords } from '../words.ts';

const stripLength = 5;

/** The last changes as people speak of them: what came up, what got worse, what is over. Newest first. */
export function stripAfter(
  strip: readonly StripEntry[],
  before: readonly Alarm[],
  after: readonly Alarm[],
  now: number,
): readonly StripEntry[] {
  const known = new Map(before.map((alarm) => [alarm.id, alarm]));
  const fresh: StripEntry[] = [];
  for (const alarm of after) {
    const earlier = known.get(alarm.id);
    known.delete(alarm.id);
    if (earlier && earlier.health === alarm.health) continue;
    fresh.push({
      at: earlier ? now : alarm.since,
      title: alarm.title,
      health: alarm.health,
      text: healthWords[alarm.health],
    });
  }
  for (const over of known.values()) fresh.push({ at: now, title: over.title, health: 'ok', text: 'recovered' });
  if (fresh.length === 0) return strip;
  return [...fresh.toSorted((a, b) => b.at - a.at), ...strip].slice(0, stripLength);
}

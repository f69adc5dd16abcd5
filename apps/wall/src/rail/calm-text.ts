import type { Health } from '@yagura/contract';
import { healths } from '@yagura/contract';
import type { Counts } from '../desk/display.ts';

/** What is being watched while nothing needs anybody: an empty panel would look like a broken one. */
export function watchedText(counts: Counts): string {
  const total = healths.reduce((sum, health) => sum + counts[health], 0);
  if (total === 0) return 'Nothing is watched yet. Describe your desk, or send a first heartbeat.';
  if (counts.ok === total) return `${total} watched, all ok.`;
  const parts = healths
    .toReversed()
    .filter((health) => counts[health] > 0)
    .map((health) => `${counts[health]} ${words[health]}`);
  return `${total} watched: ${parts.join(', ')}.`;
}

const words: Readonly<Record<Health, string>> = {
  down: 'down',
  'no-sight': 'no sight',
  degraded: 'degraded',
  planned: 'planned',
  closed: 'closed',
  ok: 'ok',
};

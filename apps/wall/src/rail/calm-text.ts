import { healths, type CollectorState, type Health, type StripEntry } from '@yagura/contract';
import { ageText } from '../board/age.ts';
import type { Counts } from '../desk/display.ts';

export const calmText = 'Nothing needs you.';

/** The first words while there is no alarm: calm is claimed only where it is known and nothing asks for somebody. */
export function headText(calm: { muted: number; covered: boolean; findings: number; counts: Counts }): string {
  const { muted, covered, findings, counts } = calm;
  if (covered) return 'Nothing is known now.';
  if (muted > 0) return muted === 1 ? 'The one alarm is muted.' : `All ${muted} alarms are muted.`;
  const total = healths.reduce((sum, health) => sum + counts[health], 0);
  const asks = counts.down + counts['no-sight'] + counts.degraded + findings;
  return total === 0 || asks > 0 ? 'No alarm.' : calmText;
}

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

export function hearingText(collectors: readonly CollectorState[]): string {
  const hearing = collectors.filter(({ blind }) => !blind).length;
  if (collectors.length === 0) return 'Heard by collectors elsewhere.';
  if (hearing < collectors.length) return `${hearing} of ${collectors.length} collectors hear.`;
  return collectors.length === 1 ? 'The collector hears.' : `All ${collectors.length} collectors hear.`;
}

export function lastChangeText(strip: readonly StripEntry[], second: number): string {
  const [last] = strip;
  if (!last) return 'No change since the desk began.';
  return `Last change ${ageText(second - last.at / 1000)} ago: ${last.title}, ${last.text.toLowerCase()}.`;
}

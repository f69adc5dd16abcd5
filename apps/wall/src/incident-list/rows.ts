import type { IncidentBrief } from '@yagura/contract';
import { withBrief, type Listed } from './listed.ts';

export const shownStates = ['open', 'all', 'closed'] as const;
export type ShownStates = (typeof shownStates)[number];

export interface Filter {
  readonly states: ShownStates;
  readonly text: string;
}

export interface Known {
  readonly records: ReadonlyMap<string, Listed>;
  readonly briefs: readonly IncidentBrief[];
}

/**
 * What is not closed comes first, the worst and then the oldest of it; below it what is closed, the newest first: that part
 * grows at its end while somebody scrolls, and what they read stays where it is.
 */
export function rowsOf({ records, briefs }: Known, { states, text }: Filter): Listed[] {
  const standing = new Map(briefs.map((brief) => [brief.id, withBrief(records.get(brief.id), brief)]));
  const all = [...standing.values(), ...[...records.values()].filter(({ id }) => !standing.has(id))];
  const matches = matcherOf(text);
  const open = states === 'closed' ? [] : all.filter((each) => each.state !== 'closed' && matches(each));
  const closed = states === 'open' ? [] : all.filter((each) => each.state === 'closed' && matches(each));
  return [
    ...open.toSorted((a, b) => a.priority - b.priority || a.occurred - b.occurred || a.number - b.number),
    ...closed.toSorted((a, b) => b.number - a.number),
  ];
}

/** Every word has to stand somewhere: in the title, in a member's name, or as the number. */
function matcherOf(text: string): (incident: Listed) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return ({ title, number, members }) =>
    words.every(
      (word) =>
        word.replace(/^#/, '') === String(number) ||
        title.toLowerCase().includes(word) ||
        members.some((member) => member.toLowerCase().includes(word)),
    );
}

/** The row that is chosen next; the first press chooses the first. */
export function chosenAfter(rows: readonly Listed[], chosen: string | null, step: number): string | null {
  const at = rows.findIndex(({ id }) => id === chosen);
  if (at < 0) return rows[0]?.id ?? null;
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.id ?? null;
}

import type { Incident } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { isTold, nameOf } from './act.ts';
import { aloud } from './aloud.ts';
import { isOver } from './is-over.ts';

export interface ToldDeed {
  /** Null where it was opened by it. */
  readonly before: Incident | null;
  readonly after: Incident;
  readonly person: string;
  readonly now: number;
}

/**
 * What is said aloud of what a person did. Of what is watched the groups tell how it goes; of what a person was told of nobody
 * else can: it is announced when it begins, when it is over, and when it is not over after all.
 */
export function tellDeed({ before, after, person, now }: ToldDeed): AnnouncementDraft[] {
  const { title, priority, muted } = after;
  if (isTold(after) && goesOn(before) !== goesOn(after))
    return [goesOn(after) ? begun(before, after, person, now) : over(after, person, now)];
  if (before === null || !goesOn(after) || priority >= before.priority || muted) return [];
  const why = `${person} says so: ${after.override?.reason ?? ''}`;
  return [{ ...aloud(after, 'worse', now), pages: priority === 1, text: `${title} is P${priority} now.`, why }];
}

function goesOn(incident: Incident | null): boolean {
  return incident !== null && !isOver(incident);
}

function begun(before: Incident | null, after: Incident, person: string, now: number): AnnouncementDraft {
  const { priority, sentence, title } = after;
  const kind = before === null ? 'opened' : 'again';
  const text = before === null ? sentence : `${title} goes on. ${sentence}`;
  const why = `${person} ${before === null ? 'opened it' : 'said that it is not over'}: a P${priority} ${priority === 1 ? 'pages at once' : 'wakes nobody by itself'}.`;
  return { ...aloud(after, kind, now), pages: priority === 1, text, why };
}

const meaningOver: ReadonlySet<string | undefined> = new Set(['acted', 'self-cleared', undefined]);

function over(after: Incident, person: string, now: number): AnnouncementDraft {
  const { title, closed, mergedInto, log } = after;
  const why = `${person} said so: ${log.at(-1)?.text ?? ''}`;
  if (mergedInto !== null)
    return { ...aloud(after, 'joined', now), into: mergedInto, pages: false, text: `${title} ${closed?.text}.`, why };
  const kind = meaningOver.has(closed?.reason) ? 'recovered' : 'lapsed';
  const text = kind === 'recovered' ? `${title} is over.` : `${title} is closed: ${closed?.reason}.`;
  return { ...aloud(after, kind, now), pages: false, text: `${text} It was ${nameOf(after)}.`, why };
}

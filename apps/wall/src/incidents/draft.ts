import type { CloseReason, Priority } from '@yagura/contract';
import { actionWords, type Verb } from './actions.ts';
import type { ToTell } from './incident-api.ts';

/** What somebody writes before it is sent; each verb takes of it what it needs. */
export interface Draft {
  readonly text: string;
  readonly reason: CloseReason;
  readonly priority: Priority;
  /** The id of the incident in which this one goes on. */
  readonly into: string;
  readonly minutes: string;
}

export const emptyDraft: Draft = { text: '', reason: 'acted', priority: 2, into: '', minutes: '60' };

export type Written = { readonly words: ToTell['words'] } | { readonly missing: string };

/** The words as the relay wants them; or what is missing. */
export function wordsOf(verb: Verb, draft: Draft, now: number): Written {
  const text = draft.text.trim();
  if (verb === 'merge')
    return draft.into === '' ? { missing: 'Choose in which one it goes on.' } : { words: { into: draft.into } };
  if (actionWords[verb].asks !== null && text === '') return { missing: 'A word is missing.' };
  switch (verb) {
    case 'hand-to':
      return { words: { person: text } };
    case 'close':
      return { words: { text, reason: draft.reason } };
    case 'priority':
      return { words: { priority: draft.priority, reason: text } };
    case 'mute':
      return muteWords(text, Number(draft.minutes), now);
    case 'note':
    case 'workaround':
    case 'fixed':
      return { words: { text } };
    case 'take':
    case 'still-mine':
    case 'release':
    case 'resumed':
      return { words: {} };
  }
}

function muteWords(reason: string, minutes: number, now: number): Written {
  if (!(minutes >= 1 && minutes <= 7 * 24 * 60)) return { missing: 'Give minutes: 1 to 10080, which is a week.' };
  return { words: { reason, until: Math.round(now + minutes * 60_000) } };
}

import type { CloseReason, Priority } from '@yagura/contract';
import { actionWords, type Act } from './actions.ts';
import type { ToTell } from './incident-api.ts';

/** What somebody writes before it is sent; each verb takes of it what it needs. */
export interface Draft {
  readonly text: string;
  readonly reason: CloseReason;
  readonly priority: Priority;
  /** The id of the incident in which this one goes on. */
  readonly into: string;
  readonly component: string;
  readonly url: string;
}

export const emptyDraft: Draft = {
  text: '',
  reason: 'acted',
  priority: 2,
  into: '',
  component: '',
  url: '',
};

export type Written = { readonly words: ToTell['words'] } | { readonly missing: string };

/** The words as the relay wants them; or what is missing. */
export function wordsOf(verb: Act, draft: Draft): Written {
  const text = draft.text.trim();
  if (verb === 'merge')
    return draft.into === '' ? { missing: 'Choose in which one it goes on.' } : { words: { into: draft.into } };
  if (verb === 'attach') return attachWords(draft);
  if (actionWords[verb].asks !== null && text === '') return { missing: 'A word is missing.' };
  switch (verb) {
    case 'hand-to':
      return { words: { person: text } };
    case 'close':
      return { words: { text, reason: draft.reason } };
    case 'priority':
      return { words: { priority: draft.priority, reason: text } };
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

/** A component's words are filled in where they are known: only its name is sent. */
function attachWords({ component, url, text }: Draft): Written {
  if (component.trim() !== '') return { words: { component: component.trim() } };
  if (url.trim() === '' || text.trim() === '')
    return { missing: 'Name a component, or give an https link and its title.' };
  return { words: { url: url.trim(), title: text.trim() } };
}

import { overrideSchema, type CalendarOverride, type CalendarStanding } from '@yagura/contract';

/** What somebody has written so far. */
export interface Draft {
  readonly says: 'open' | 'closed';
  /** Until when, by the clock of the venue. */
  readonly until: string;
  readonly reason: string;
}

export const emptyDraft: Draft = { says: 'open', until: '', reason: '' };

/** The override that a draft of this person amounts to, or what is missing. */
export function overrideOf(
  { id, today }: CalendarStanding,
  draft: Draft,
  author: string | null,
): CalendarOverride | string {
  const { says, until, reason } = draft;
  if (author === null) return 'Sign in first: I opens it.';
  if (reason.trim() === '') return 'The reason is missing.';
  if (says === 'open' && until === '') return 'Until when?';
  const day = { calendar: id, date: today.date, author, reason: reason.trim() };
  // A day that has no hours of its own needs both: it is open at least since now.
  const hours = today.trades ? { close: until } : { open: today.clock, close: until };
  const parsed = overrideSchema.safeParse(says === 'closed' ? { ...day, closed: true } : { ...day, ...hours });
  return parsed.success ? parsed.data : 'That is no clock, such as 17:00.';
}

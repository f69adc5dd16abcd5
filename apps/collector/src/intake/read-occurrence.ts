import { occurrenceSchema, type Occurrence } from '@yagura/contract';
import { explainIssue } from './explain-issue.ts';
import type { Reader } from './told.ts';

/** Expected events are few: the schema is quick enough for them. */
export const occurrenceReader: Reader<Occurrence> = {
  read: (value) => occurrenceSchema.safeParse(value).data ?? null,
  explain: (value) => explainIssue(occurrenceSchema, value),
};

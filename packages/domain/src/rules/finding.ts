import type { Reason } from '@yagura/contract';
import type { Says } from './compiled.ts';

/** What one rule has to say now. A note changes no health. */
export interface Finding {
  readonly says: Says | 'note';
  readonly reason: Reason;
}

import type { SessionAnswer } from '@yagura/contract';
import { isWholeDesk } from '@yagura/domain';

/** What whoever is here may do with screens; the relay decides the same again at each of its routes. */
export interface Rights {
  readonly manages: boolean;
  readonly acts: boolean;
}

export function rightsOf(session: Pick<SessionAnswer, 'who' | 'may'> | null): Rights {
  const { who, may } = session ?? { who: null, may: [] };
  if (who?.kind !== 'person') return { manages: false, acts: false };
  return { manages: may.includes('manage-screens'), acts: may.includes('act') && isWholeDesk(who.scope) };
}

import { pairingAnswerSchema, pairingOutcomeSchema, routes, type PairingOutcome } from '@yagura/contract';
import type { z } from 'zod';
import type { Size } from '../board/rect.ts';
import { problemIn, send } from '../people/send.ts';

export type Code = z.infer<typeof pairingAnswerSchema>;

/** What a screen without a name asks the relay. Its secret is a cookie that no page reads. */
export interface PairingApi {
  code(size: Size): Promise<{ readonly code: Code } | { readonly problem: string }>;
  /** null: nobody could say. */
  outcome(): Promise<PairingOutcome | null>;
}

/** `base` is empty in a page: the relay that served it is the one that is asked. */
export function pairingApi(base = ''): PairingApi {
  return {
    async code({ width, height }) {
      const { ok, body } = await send('POST', base + routes.pairings, { width, height });
      const answer = pairingAnswerSchema.safeParse(body);
      return ok && answer.success ? { code: answer.data } : { problem: problemIn(body) };
    },
    async outcome() {
      const { ok, body } = await send('POST', base + routes.pairingOutcome, {});
      const answer = pairingOutcomeSchema.safeParse(body);
      return ok && answer.success ? answer.data.outcome : null;
    },
  };
}

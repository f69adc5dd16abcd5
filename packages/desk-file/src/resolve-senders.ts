import type { DeskFile, InventorySender } from '@yagura/contract';
import type { LineOf } from './parse-desk-file.ts';
import type { DeskProblem } from './problem.ts';
import { resolveToken } from './resolve-token.ts';

export interface ResolvedSenders {
  readonly senders: readonly InventorySender[];
  /** A sender whose token is not to be had is left out of `senders`, and told here. */
  readonly problems: readonly DeskProblem[];
}

/** Who may send, every secret turned into its hash. */
export function resolveSenders(
  desk: DeskFile,
  options: { env: NodeJS.ProcessEnv; folder: string; lineOf: LineOf },
): ResolvedSenders {
  const senders: InventorySender[] = [];
  const problems: DeskProblem[] = [];
  desk.senders.forEach(({ id, token: written, scope, register }, index) => {
    const token = resolveToken(written, options.env, options.folder);
    if (token.ok) senders.push({ id, tokenHash: token.hash, scope, register });
    else
      problems.push({
        line: options.lineOf(['senders', index, 'token']),
        field: `senders[${index}].token`,
        text: token.text,
      });
  });
  return { senders, problems };
}

import { rmSync, writeFileSync } from 'node:fs';
import { isHistoryUnready, type People } from '@yagura/history';
import type { Log } from '@yagura/service';
import { hashOfSecret, makeSecret } from './secrets.ts';

export interface FirstLinkOptions {
  readonly people: Pick<People, 'makeLink'>;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Where the link is left for whoever started us; it never goes through a log. */
  readonly file: string | null;
  /** Also when there is an admin: somebody lost their password. */
  readonly always: boolean;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

const lastsMs = 3_600_000;
const againAfterMs = 500;

/** Once a start: while nobody could let others in, one link with which somebody becomes an admin. */
export function startFirstLink(options: FirstLinkOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = offer(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function offer({ people, now, wait, file, always, log }: FirstLinkOptions, signal: AbortSignal): Promise<void> {
  if (file === null) return;
  rmSync(file, { force: true });
  const secret = makeSecret('link');
  while (!signal.aborted) {
    try {
      const at = now();
      const note = {
        at,
        who: null,
        action: 'link-made',
        target: null,
        before: null,
        after: { always },
        address: null,
      } as const;
      const link = { secretHash: hashOfSecret(secret), endsAt: at + lastsMs, always };
      if (!(await people.makeLink(link, note))) return;
      writeFileSync(file, secret, { mode: 0o600 });
      return log.info('a sign-in link lies in the file that was asked for', { file });
    } catch (error) {
      if (!isHistoryUnready(error)) return log.warn('no sign-in link could be made', { error });
    }
    await wait(againAfterMs, signal);
  }
}

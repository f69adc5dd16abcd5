import type { Intention } from '@yagura/contract';
import type { History } from '@yagura/history';
import { sleep } from '@yagura/service';
import type { Streams } from '@yagura/streams';

const everyMs = 1000;
/** A turn that took it is stored within seconds; until then it waits in Postgres although it is done. */
const againMs = 5000;
const atOnce = 100;

interface OverlookedOptions {
  readonly history: Pick<History, 'waitingCommands'>;
  readonly evidence: Pick<Streams['evidence'], 'appendInput'>;
  readonly monotonic: () => number;
  readonly lost: AbortSignal;
}

/** Commands that were written down and never reached the desk, because Redis or a relay was away, are told once more: the fold does each once. */
export async function tellOverlooked(options: OverlookedOptions): Promise<void> {
  const told = new Map<string, number>();
  while (!options.lost.aborted) {
    await sleep(everyMs, options.lost);
    if (options.lost.aborted) return;
    try {
      await tellWaiting(options, await options.history.waitingCommands(atOnce), told);
    } catch {
      // Postgres or Redis is away, which others say already: what waits there goes on waiting.
    }
  }
}

async function tellWaiting(
  { evidence, monotonic }: OverlookedOptions,
  waiting: readonly Intention[],
  told: Map<string, number>,
): Promise<void> {
  const ids = new Set(waiting.map(({ id }) => id));
  for (const id of told.keys()) if (!ids.has(id)) told.delete(id);
  for (const command of waiting) {
    const now = monotonic();
    const before = told.get(command.id);
    // Seen for the first time it is likely on its way.
    if (before !== undefined && now >= before) await evidence.appendInput({ type: 'command', command });
    if (before === undefined || now >= before) told.set(command.id, now + (before === undefined ? everyMs : againMs));
  }
}

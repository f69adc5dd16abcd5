import type { History } from '@yagura/history';
import { sleep, type Service } from '@yagura/service';
import type { DeskClock, Streams } from '@yagura/streams';
import type { DeskReader } from './desk/desk-reader.ts';
import { follow } from './follow/follow.ts';
import { recoverKeeper } from './recover.ts';
import { lead } from './lead/lead.ts';
import type { EngineMetrics } from './metrics.ts';

export interface EngineOptions {
  readonly streams: Streams;
  readonly history: History;
  readonly clock: DeskClock;
  readonly service: Pick<Service, 'log' | 'setReady'>;
  readonly metrics: EngineMetrics;
  /** Names this engine in the lease. */
  readonly owner: string;
  readonly desk: DeskReader;
  readonly monotonic: () => number;
  /** Only a leader may settle what desk time is for its successors. */
  readonly role: { leading: boolean };
}

const startOverMs = 200;

/** Follows until it may lead, leads until it must not; whatever it knew is then forgotten and read again from what was committed. */
export function startEngine(options: EngineOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort('stopped');
      await running;
    },
  };
}

async function run(options: EngineOptions, stopping: AbortSignal): Promise<void> {
  const { service, streams } = options;
  let told = '';
  while (!stopping.aborted) {
    try {
      await options.clock.tick();
      if (!options.clock.synced) throw new Error('desk time is not known: the store does not answer');
      const keeper = await recoverKeeper(streams);
      told = '';
      const mandate = await follow(options, keeper, stopping);
      if (mandate === null) return;
      await lead(options, keeper, mandate, stopping);
    } catch (error) {
      // Five times a second the same sentence helps nobody: said again when it changes.
      const why = error instanceof Error ? error.message : String(error);
      if (why !== told) service.log.warn('judgement stands still; starting over from what was committed', { error });
      told = why;
    }
    service.setReady({ ready: false, why: 'no leadership: reading what was committed' });
    options.metrics.leading.set(0);
    options.role.leading = false;
    await sleep(startOverMs, stopping);
  }
}

import { randomUUID } from 'node:crypto';
import type { Turn } from '@yagura/contract';
import type { EngineOptions } from '../engine.ts';
import type { Mandate } from '../follow/follow.ts';
import type { Keeper } from '../keeper.ts';
import { startDaily } from './daily.ts';
import { startDeskPublisher } from './desk-publisher.ts';
import { startHistoryWriter, type HistoryWriter } from './history-writer.ts';
import { createHousekeeping } from './housekeeping.ts';
import { holdLeadership } from './leadership.ts';
import { beginEpoch, tellRemembered } from './begin-epoch.ts';
import { tellOverlooked } from './overlooked.ts';
import { runTurns } from './turn-loop.ts';

/** Leads until the lease is lost or we are told to stop. */
export async function lead(
  options: EngineOptions,
  keeper: Keeper,
  mandate: Mandate,
  stopping: AbortSignal,
): Promise<void> {
  const { fence } = mandate;
  const { service, streams, metrics } = options;
  const leadership = holdLeadership(streams, fence, options.monotonic);
  const onStop = () => void leadership.release();
  stopping.addEventListener('abort', onStop, { once: true });
  if (stopping.aborted) onStop();
  service.log.info('leading', { fence, turn: keeper.turn, epoch: keeper.epoch });
  metrics.leading.set(1);
  options.role.leading = true;
  options.clock.atLeast(keeper.now);
  try {
    await beginEpoch(options, keeper, mandate);
    const anew = keeper.remembered !== null;
    const writer = startHistoryWriter({ ...historyOptions(options), fence, lost: leadership.lost });
    const overlooked = tellOverlooked({ ...overlookedOptions(options), lost: leadership.lost });
    let daily: ReturnType<typeof startDaily> | null = null;
    const publisher = startDeskPublisher({ ...deskOptions(options, keeper) });
    try {
      await publisher.published;
      await tellRemembered(options, keeper);
      daily = startDaily({ ...dailyOptions(options, keeper), fence, anew, lost: leadership.lost });
      await runTurns({ options, keeper, leadership, afterTurn: afterTurn(options, keeper, fence, writer) });
    } finally {
      publisher.stop();
      await leadership.release();
      // A deposed leader follows at once: its fence keeps the writer from doing harm, and Postgres may take seconds to answer.
      if (stopping.aborted) await Promise.all([writer.stopped, overlooked, daily?.stopped]);
    }
  } finally {
    stopping.removeEventListener('abort', onStop);
    await leadership.release();
    service.log.info('leading no longer', { fence, why: String(leadership.lost.reason) });
  }
}

function historyOptions(options: EngineOptions) {
  const { streams, history, metrics, service } = options;
  return { streams, history, log: service.log, onChanges: (count: number) => metrics.changesStored.add(count) };
}

function overlookedOptions({ streams, history, monotonic }: EngineOptions) {
  return { history, evidence: streams.evidence, monotonic };
}

function dailyOptions(options: EngineOptions, keeper: Keeper) {
  const { streams, history, service, clock } = options;
  return { streams, history, log: service.log, keeper, deskNow: () => Math.floor(clock.now()) };
}

function deskOptions(options: EngineOptions, keeper: Keeper) {
  const isBeating = (component: string) => {
    const condition = keeper.world.desk.rows.get(component)?.status.condition;
    return condition === 'ok' || condition === 'degraded';
  };
  return {
    streams: options.streams,
    log: options.service.log,
    desk: options.desk,
    current: () => keeper.world.desk.inventory,
    isBeating,
  };
}

function afterTurn(options: EngineOptions, keeper: Keeper, fence: number, writer: HistoryWriter) {
  const housekeeping = createHousekeeping(options, keeper, fence, writer);
  return async (turn: Turn, caughtUp: boolean) => {
    if (keeper.world.desk.inventory === null)
      options.service.setReady({ ready: false, why: 'no desk has been read yet' });
    else if (caughtUp) options.service.setReady({ ready: true, why: 'leading' });
    else options.service.setReady({ ready: false, why: 'catching up with what was heard while no engine led' });
    await housekeeping(turn);
  };
}

export function engineName(): string {
  return `engine-${process.pid}-${randomUUID().slice(0, 8)}`;
}

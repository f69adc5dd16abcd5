import type { IncidentState, Status } from '@yagura/contract';
import type { Streams } from '@yagura/streams';
import type { EngineOptions } from '../engine.ts';
import type { Mandate } from '../follow/follow.ts';
import { emptyWorld, type Keeper } from '../keeper.ts';

const statusesPerInput = 500;

interface RememberedFrom {
  readonly streams: Streams;
  readonly history: Pick<EngineOptions['history'], 'incidents' | 'waivers'>;
}

/**
 * Settles which epoch we judge in. Where Postgres remembers turns that Redis lost, or our memory is another version's, a new
 * epoch begins behind what is known: no number is used twice, and what stood on the board is where the new world begins.
 */
export async function beginEpoch(options: EngineOptions, keeper: Keeper, mandate: Mandate): Promise<void> {
  const { history, service } = options;
  const { fence, stored } = mandate;
  if (keeper.epoch === 0) keeper.epoch = fence;
  if (stored !== null && stored.turn > keeper.turn) {
    service.log.error('Redis had lost turns that Postgres remembers; a new epoch begins behind them', {
      turn: stored.turn,
    });
    Object.assign(keeper, {
      turn: stored.turn,
      world: emptyWorld(),
      remembered: new Map(await history.latestStatuses()),
    });
  } else if (keeper.remembered) {
    service.log.warn('what was kept cannot be gone on from; a new epoch begins with what stood on the board', {
      turn: keeper.turn,
    });
    // What was told between the snapshot and an epoch that left none is known to Postgres, if it holds all of it.
    if (stored?.turn === keeper.turn)
      for (const [id, status] of await history.latestStatuses()) keeper.remembered.set(id, status);
  }
  if (keeper.remembered) await restart(options.streams, keeper, fence);
}

async function restart(streams: Streams, keeper: Keeper, fence: number): Promise<void> {
  keeper.epoch = fence;
  const outcome = await streams.turns.restart({
    epoch: fence,
    turn: keeper.turn,
    fence,
    now: keeper.now,
    to: keeper.positions,
  });
  if (outcome !== 'committed') throw new Error(`the new epoch was refused: ${outcome}`);
}

const openStates: IncidentState[] = ['open', 'taken', 'workaround', 'fixed'];
const incidentsPerInput = 50;

/** Tells the new world what was muted and planned, which incidents there were, then what stood on the board. It must know its desk by then. */
export async function tellRemembered({ streams, history }: RememberedFrom, keeper: Keeper): Promise<void> {
  if (keeper.remembered !== null) {
    await tellWaivers({ streams, history });
    await tellIncidents({ streams, history });
  }
  const statuses = [...(keeper.remembered ?? [])].map(([id, status]): { id: string; status: Status } => ({
    id,
    status,
  }));
  keeper.remembered = null;
  for (let at = 0; at < statuses.length; at += statusesPerInput)
    await streams.evidence.appendInput({ type: 'remembered', statuses: statuses.slice(at, at + statusesPerInput) });
}

/** Each may name thousands of components. */
const waiversPerInput = 5;

async function tellWaivers({ streams, history }: RememberedFrom): Promise<void> {
  const [newest] = await history.waivers({ standing: false, below: null, limit: 1 });
  const nextNumber = (newest?.number ?? 0) + 1;
  for (let below: number | null = null; ;) {
    const waivers = await history.waivers({ standing: true, below, limit: waiversPerInput });
    if (waivers.length > 0 || below === null)
      await streams.evidence.appendInput({ type: 'waivers', waivers: [...waivers], nextNumber });
    below = waivers.at(-1)?.number ?? null;
    if (waivers.length < waiversPerInput || below === null) return;
  }
}

async function tellIncidents({ streams, history }: RememberedFrom): Promise<void> {
  const [newest] = await history.incidents({ states: null, below: null, limit: 1 });
  const nextNumber = (newest?.number ?? 0) + 1;
  for (let below: number | null = null; ;) {
    const incidents = await history.incidents({ states: openStates, below, limit: incidentsPerInput });
    if (incidents.length > 0 || below === null)
      await streams.evidence.appendInput({ type: 'incidents', incidents: [...incidents], nextNumber });
    below = incidents.at(-1)?.number ?? null;
    if (incidents.length < incidentsPerInput || below === null) return;
  }
}

import type { Board, EnginePulse, Health, Layout, Turn } from '@yagura/contract';
import type { Streams } from '@yagura/streams';
import { applyTurn, liveBoard, withCalendarsOf, withLayout, type LiveBoard } from '../board/live-board.ts';
import { boardOf, positions, statusOf, turnOf } from './desk.ts';

/** Plays the leader over real streams: commits turns, publishes pulses, writes snapshots. */
export interface TestEngine {
  board(): Board;
  commit(extra?: Partial<Turn>): Promise<Turn>;
  set(id: string, health: Health): Promise<Turn>;
  layout(layout: Layout, extra?: Partial<Turn>): Promise<Turn>;
  pulse(extra?: Partial<EnginePulse>): Promise<void>;
  snapshot(): Promise<void>;
  /** A new epoch after the store lost its newest turns. */
  restart(): Promise<void>;
}

export async function startTestEngine(streams: Streams, first: Layout, now = () => Date.now()): Promise<TestEngine> {
  const fence = await streams.lease.acquire('engine', { ttlMs: 3_600_000, floor: 0 });
  if (fence === null) throw new Error('another engine leads');
  let live: LiveBoard = liveBoard(boardOf(first, now()));
  await streams.desk.putLayout(first);
  const snapshot = () => writeSnapshot(streams, fence, live);
  const commit = async (extra: Partial<Turn> = {}) => {
    const turn = turnOf(live.board.revision + 1, now(), { epoch: live.board.epoch, fence, ...extra });
    const outcome = await streams.turns.commit(turn);
    if (outcome !== 'committed') throw new Error(outcome);
    const next = applyTurn(withCalendarsOf(live, turn), turn);
    if (!next) throw new Error('the test wrote a turn that does not follow');
    live = next;
    return turn;
  };
  return {
    board: () => live.board,
    commit,
    snapshot,
    set: (id, health) => commit({ statuses: [{ id, status: statusOf(health, now()) }] }),
    async layout(layout, extra = {}) {
      await streams.desk.putLayout(layout);
      live = withLayout(live, { layout, inventory: null }, now());
      return commit({ layout: layout.version, ...extra });
    },
    async pulse(extra = {}) {
      const { epoch, revision, at, layout, lastBeats, limits } = live.board;
      const collectors = [{ id: 'col-ldn-1', ageMs: 40, blind: false }];
      const common = { epoch, revision, layout: layout.version, at, shown: now(), historyBehind: 0 };
      const pulse: EnginePulse = { ...common, lastBeats: lastBeats.map(() => now()), limits, collectors, ...extra };
      if (lastBeats.length !== pulse.lastBeats.length) throw new Error('a pulse of another layout');
      await streams.pulse.publish(fence, pulse);
    },
    async restart() {
      const { epoch, revision } = live.board;
      live = { ...live, board: { ...live.board, epoch: epoch + 1, revision: revision + 10 } };
      await streams.turns.restart({ epoch: epoch + 1, turn: revision + 10, fence, now: now(), to: positions });
    },
  };
}

async function writeSnapshot(streams: Streams, fence: number, { board, overrides }: LiveBoard): Promise<void> {
  const { epoch, revision, at, layout, alarms, strip, findings, collectors, openings, rate, incidents, waivers } =
    board;
  const head = {
    epoch,
    revision,
    at,
    alarms,
    strip,
    findings,
    collectors,
    openings,
    rate,
    incidents,
    waivers,
    overrides,
  };
  const rows = layout.components.map(({ id }, index) => ({
    id,
    status: board.statuses[index],
    lastBeatAt: board.lastBeats[index] ?? null,
    limitMs: board.limits[index],
    figure: board.figures[index] ?? null,
  }));
  const half = Math.ceil(rows.length / 2);
  const chunks = ['{}', head, rows.slice(0, half), rows.slice(half)].map((chunk) => JSON.stringify(chunk));
  const parts = { memory: [0, 1], board: [1, 4] } as const;
  const meta = { epoch, turn: revision, now: at, to: positions, layout: layout.version, parts };
  if (!(await streams.snapshots.write(fence, meta, chunks))) throw new Error('fenced');
}

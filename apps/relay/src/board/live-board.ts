import type {
  Board,
  CalendarOverride,
  CollectorState,
  EnginePulse,
  Inventory,
  Layout,
  Status,
  Turn,
} from '@yagura/contract';
import { silenceLimitMs, withOverrides } from '@yagura/domain';
import { withNews } from './news.ts';

/** The board as this relay knows it. Its revision is the number of the newest turn that it holds. */
export interface LiveBoard {
  readonly board: Board;
  readonly indexOf: ReadonlyMap<string, number>;
  /** The newest turn whose evidence was taken for granted: a pulse from before it knows less. */
  readonly grantedBy: number;
  /** The desk that the layout was made of, with the overrides in force; null when it is not kept any more. */
  readonly inventory: Inventory | null;
  /** The same as it was published, and what was said of its days at run time. */
  readonly published: Inventory | null;
  readonly overrides: readonly CalendarOverride[];
}

/** What a layout's version stands for. */
export interface Desk {
  readonly layout: Layout;
  readonly inventory: Inventory | null;
}

export function liveBoard(
  board: Board,
  published: Inventory | null = null,
  overrides: readonly CalendarOverride[] = [],
): LiveBoard {
  const indexOf = new Map(board.layout.components.map(({ id }, index) => [id, index]));
  const inventory = published && withOverrides(published, overrides);
  return { board, indexOf, grantedBy: 0, inventory, published, overrides };
}

/** The same board by the calendars of this turn. They are laid out anew only when it changed them. */
export function withCalendarsOf(live: LiveBoard, { overridesInForce: overrides }: Turn): LiveBoard {
  if (overrides === undefined) return live;
  return { ...live, overrides, inventory: live.published && withOverrides(live.published, overrides) };
}

/** The board after the next turn; null when the turn does not follow it, or speaks of a component it does not have. */
export function applyTurn(live: LiveBoard, turn: Turn): LiveBoard | null {
  const { board, indexOf } = live;
  if (turn.epoch !== board.epoch || turn.turn !== board.revision + 1) return null;
  const statuses = turn.statuses.length === 0 ? board.statuses : [...board.statuses];
  let lastBeats = board.lastBeats;
  for (const { id, status } of turn.statuses) {
    const index = indexOf.get(id);
    if (index === undefined) return null;
    const heard = improved(board.statuses[index], status) ? evidenceAt(turn.now, status, board.limits[index] ?? 0) : -1;
    statuses[index] = status;
    if (heard <= (lastBeats[index] ?? -1)) continue;
    if (lastBeats === board.lastBeats) lastBeats = [...lastBeats];
    lastBeats[index] = heard;
  }
  const news = withNews(board, turn.news);
  const grantedBy = lastBeats === board.lastBeats ? live.grantedBy : turn.turn;
  const after = { ...board, ...news, revision: turn.turn, at: turn.now, statuses, lastBeats };
  return { ...live, grantedBy, board: after };
}

function improved(before: Status | undefined, after: Status): boolean {
  return after.condition === 'ok' && before?.condition !== 'ok';
}

/** What became ok in this turn was heard at the latest one limit ago: that counts until the next pulse tells the instant. */
function evidenceAt(now: number, { since }: Status, limitMs: number): number {
  return Math.max(now - limitMs, Math.min(since, now));
}

/** The same board in another order: what stays keeps everything known of it, what is new was never seen. */
export function withLayout(live: LiveBoard, { layout, inventory }: Desk, now: number): LiveBoard {
  const { board, indexOf } = live;
  const next: Board = { ...board, layout, statuses: [], figures: [], lastBeats: [], limits: [] };
  for (const component of layout.components) {
    const index = indexOf.get(component.id) ?? -1;
    next.statuses.push(board.statuses[index] ?? neverSeen(now, component.unregistered));
    next.figures.push(board.figures[index] ?? null);
    next.lastBeats.push(board.lastBeats[index] ?? null);
    next.limits.push(board.limits[index] ?? silenceLimitMs(component.everyMs));
  }
  return { ...liveBoard(next, inventory, live.overrides), grantedBy: live.grantedBy };
}

function neverSeen(since: number, unregistered: boolean): Status {
  return {
    health: 'no-sight',
    condition: 'no-sight',
    expectation: 'expected',
    since,
    reasons: [{ code: 'never-seen' }],
    nextAt: null,
    flags: unregistered ? ['unregistered'] : [],
  };
}

/** What the engine's pulse tells of instants, limits and figures; a pulse about another layout says nothing here. */
export function withPulse(live: LiveBoard, pulse: EnginePulse): LiveBoard {
  const { board } = live;
  const size = board.layout.components.length;
  if (pulse.epoch !== board.epoch || pulse.layout !== board.layout.version) return live;
  if (pulse.lastBeats.length !== size || pulse.limits.length !== size) return live;
  const figures = pulse.figures?.length === size ? pulse.figures : board.figures;
  const isNewer = pulse.revision >= live.grantedBy;
  const lastBeats = pulse.lastBeats.map((at, index) => (isNewer ? at : newest(at, board.lastBeats[index] ?? null)));
  const limits = sameNumbers(board.limits, pulse.limits) ? board.limits : pulse.limits;
  const collectors = board.collectors.map((collector) => withReach(collector, pulse));
  return { ...live, board: { ...board, lastBeats, limits, figures, collectors } };
}

/** How far a collector vouches changes with every entry; turns tell only of its being lost and found. */
function withReach(collector: CollectorState, pulse: EnginePulse): CollectorState {
  const told = pulse.collectors.find(({ id }) => id === collector.id);
  if (!told || collector.until === null) return collector;
  return { ...collector, until: Math.max(collector.until, Math.floor(pulse.shown - told.ageMs)) };
}

function newest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Unchanged limits stay the same array, which is how others see that they are unchanged. */
function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

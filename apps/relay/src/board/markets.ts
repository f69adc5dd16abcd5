import type { BoardNews, Calendar, MarketState } from '@yagura/contract';
import { marketState, wallOf } from '@yagura/domain';
import type { LiveBoard } from './live-board.ts';

/** Where the markets of the desk stand at the board's own instant. */
export function withMarkets(live: LiveBoard): LiveBoard {
  return { ...live, board: { ...live.board, markets: marketsAt(live, live.board.at) } };
}

/** What to tell of markets at this instant: nothing as long as their calendars are the same and none of them has moved on. */
export function marketNews(before: LiveBoard, live: LiveBoard, at: number): BoardNews {
  const moved = live.board.markets.some(({ next }) => next !== null && next.at <= at);
  return moved || live.inventory !== before.inventory ? { markets: marketsAt(live, at) } : {};
}

/** In the order in which the sun comes to them, so that each keeps its place whatever it does. */
function marketsAt(live: LiveBoard, at: number): MarketState[] {
  const east = (calendar: Calendar) => wallOf(calendar.offsets, at);
  return followed(live)
    .toSorted((a, b) => east(b) - east(a) || (a.id < b.id ? -1 : 1))
    .map((calendar) => marketState(calendar, at));
}

/** Calendars of venues that some component follows; business hours of sites are nobody's market. */
function followed({ board, inventory }: LiveBoard): Calendar[] {
  const used = new Set(board.layout.components.map(({ calendar }) => calendar));
  return (inventory?.calendars ?? []).filter(({ id, venue }) => venue !== null && used.has(id));
}

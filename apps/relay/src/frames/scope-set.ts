import type { Board, BoardNews, Layout, Pulse, Scope, Turn } from '@yagura/contract';
import { inScope, isWholeDesk, scopeKey } from '@yagura/domain';
import { withNews } from '../board/news.ts';
import { newsSeen, type Includes } from './news-seen.ts';

/** What a group of screens may see. A frame is filtered and encoded once for all screens with the same key. */
export interface ScopeSet {
  readonly key: string;
  includes: Includes;
  /** The visible part of what changes seldom. */
  layout(layout: Layout): Layout;
  /** The news of a whole board, without anything from which what is outside could be inferred. */
  board(board: Board): Board;
  /** The turn that led to this board, with news of the visible part only. */
  turn(turn: Turn, board: Board): Turn;
  /** News to which no turn led. */
  news(news: BoardNews, board: Board): BoardNews;
  pulse(pulse: Pulse, board: Board): Pulse;
}

export const everything: ScopeSet = {
  key: 'all',
  includes: () => true,
  layout: (layout) => layout,
  board: (board) => board,
  turn: (turn) => turn,
  news: (news) => news,
  pulse: (pulse) => pulse,
};

export function scopeSetOf(scope: Scope): ScopeSet {
  return isWholeDesk(scope) ? everything : partOf(scope);
}

function partOf(scope: Scope): ScopeSet {
  const includes: Includes = (component) => inScope(scope, component);
  return {
    key: scopeKey(scope),
    includes,
    layout: (layout) => layoutSeen(layout, includes),
    board: (board) => ({ ...board, ...withNews(board, newsSeen(board, board, includes)), rate: null }),
    turn: (turn, board) => {
      // An alarm that is partly visible stands as its visible members do, and they may change without it.
      const alarms = turn.news.alarms ?? (turn.statuses.length > 0 ? board.alarms : undefined);
      return { ...turn, news: newsSeen({ ...turn.news, ...(alarms && { alarms }) }, board, includes) };
    },
    news: (news, board) => newsSeen(news, board, includes),
    pulse: (pulse, board) => {
      const { collectors = [] } = newsSeen({ collectors: board.collectors }, board, includes);
      const seen = new Set(collectors.map(({ id }) => id));
      const hops = { ...pulse.hops, collectors: pulse.hops.collectors.filter(({ id }) => seen.has(id)) };
      return { ...pulse, hops };
    },
  };
}

/** Views are made for the whole desk; what a component depends on is told as far as it is seen. */
function layoutSeen(layout: Layout, includes: Includes): Layout {
  const components = layout.components.filter(includes);
  const ids = new Set(components.map(({ id }) => id));
  const sites = new Set(components.map(({ site }) => site));
  return {
    ...layout,
    views: [],
    sites: layout.sites
      .filter(({ id }) => sites.has(id))
      .map((site) => ({ ...site, witnesses: site.witnesses.filter((id) => ids.has(id)) })),
    components: components.map((each) => ({ ...each, dependsOn: each.dependsOn.filter((id) => ids.has(id)) })),
  };
}

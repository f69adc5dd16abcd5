import type { Scope } from '@yagura/contract';
import { isWholeDesk, scopeKey } from '@yagura/domain';
import { scopedBoard, visibleIn } from '../frames/scoped-board.ts';
import { scopeSetOf } from '../frames/scope-set.ts';
import { liveBoard, type LiveBoard } from './live-board.ts';

/** Each board as each scope sees it, made once and forgotten with the board. */
const seen = new WeakMap<LiveBoard, Map<string, LiveBoard>>();

/** The board as if nothing outside of this scope existed. */
export function seenBoard(live: LiveBoard, scope: Scope): LiveBoard {
  if (isWholeDesk(scope)) return live;
  const known = seen.get(live) ?? new Map<string, LiveBoard>();
  seen.set(live, known);
  const key = scopeKey(scope);
  const part = known.get(key) ?? partOf(live, scope);
  known.set(key, part);
  return part;
}

function partOf(live: LiveBoard, scope: Scope): LiveBoard {
  const set = scopeSetOf(scope);
  const board = scopedBoard(live.board, set, visibleIn(live.board.layout, set));
  return { ...liveBoard(board, live.inventory), grantedBy: live.grantedBy };
}

import type { Board, BoardNews, Frame, Status, Turn } from '@yagura/contract';
import { newsOf } from '../board/news.ts';

/** What happened since the last frame: a later status of the same component replaces the earlier. */
export interface PendingFrame {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /** Desk time of the revision it begins at. */
  readonly begunAt: number;
  readonly statuses: ReadonlyMap<number, Status>;
  readonly news: BoardNews;
}

export function beginFrame({ epoch, revision, at }: Pick<Board, 'epoch' | 'revision' | 'at'>): PendingFrame {
  return { epoch, from: revision, to: revision, at, begunAt: at, statuses: new Map(), news: {} };
}

export function addTurn(pending: PendingFrame, turn: Turn, placeOf: (id: string) => number | undefined): PendingFrame {
  let statuses = pending.statuses;
  if (turn.statuses.length > 0) {
    const next = new Map(statuses);
    for (const { id, status } of turn.statuses) {
      const place = placeOf(id);
      if (place !== undefined) next.set(place, status);
    }
    statuses = next;
  }
  return { ...pending, to: turn.turn, at: turn.now, statuses, news: { ...pending.news, ...newsOf(turn.news) } };
}

/** What this relay says itself: it leads to no other revision. */
export function addNews(pending: PendingFrame, news: BoardNews): PendingFrame {
  return { ...pending, news: { ...pending.news, ...newsOf(news) } };
}

/** True when somebody waits for it: an empty frame may travel with the next second. */
export function hasNews({ statuses, news }: PendingFrame): boolean {
  return statuses.size > 0 || Object.keys(news).length > 0;
}

export function frameOf(pending: PendingFrame, sentAt: number, figures?: Board['figures']): Frame {
  const { epoch, from, to, at, news } = pending;
  return { epoch, from, to, at, sentAt, ...news, statuses: [...pending.statuses], ...(figures && { figures }) };
}

/** Frames that follow each other as one; null for none. */
export function mergeFrames(frames: readonly Frame[], sentAt: number): Frame | null {
  const [first] = frames;
  if (!first) return null;
  const statuses = new Map<number, Status>();
  for (const frame of frames) for (const [index, status] of frame.statuses) statuses.set(index, status);
  return Object.assign({}, ...frames, { from: first.from, sentAt, statuses: [...statuses] }) as Frame;
}

import type { Frame } from '@yagura/contract';
import { newsOf } from '../board/news.ts';

const keptForMs = 30_000;
/** Of what frames hold, counted in pieces of about the same size: some ten megabytes. */
const keptPieces = 50_000;

/** The frames of the last half minute, so that a short interruption costs a screen one frame and not a snapshot. */
export interface KeptFrames {
  add(frame: Frame): void;
  /** The frames after this revision, oldest first; null when the first of them is not here. */
  since(epoch: number, revision: number): readonly Frame[] | null;
  clear(): void;
}

export function createKeptFrames(): KeptFrames {
  const frames: Frame[] = [];
  let pieces = 0;
  const drop = () => {
    const oldest = frames.shift();
    if (oldest) pieces -= piecesOf(oldest);
  };
  return {
    add(frame) {
      // What leads nowhere and tells nothing; news of the relay itself leads nowhere either, and is to be told again.
      if (frame.from === frame.to && Object.keys(newsOf(frame)).length === 0) return;
      frames.push(frame);
      pieces += piecesOf(frame);
      const isFull = () => pieces > keptPieces || (frames[0]?.sentAt ?? 0) < frame.sentAt - keptForMs;
      while (frames.length > 1 && isFull()) drop();
    },
    since(epoch, revision) {
      const first = frames.findIndex((frame) => frame.epoch === epoch && frame.from === revision);
      return first === -1 ? null : frames.slice(first);
    },
    clear() {
      while (frames.length > 0) drop();
    },
  };
}

function piecesOf({ statuses, alarms = [], findings = [], collectors = [], figures = [] }: Frame): number {
  return 1 + statuses.length + alarms.length * 4 + findings.length + collectors.length + figures.length / 16;
}

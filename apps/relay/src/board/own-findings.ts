import type { BoardNews, Finding } from '@yagura/contract';
import type { LiveBoard } from './live-board.ts';

/** What relays find themselves; the engine never says it. */
const ownCodes: ReadonlySet<Finding['code']> = new Set(['screen-frozen', 'screen-away']);
const mostFindings = 50;

/** The board with what this relay finds itself now, whatever it found before. */
export function withOwn(live: LiveBoard, own: readonly Finding[]): LiveBoard {
  return { ...live, board: { ...live.board, findings: joined(live.board.findings, own) } };
}

/** What the engine tells of findings, with our own beside it: news is the whole of them. */
export function ownNews({ findings }: BoardNews, own: readonly Finding[]): BoardNews {
  return findings === undefined ? {} : { findings: joined(findings, own) };
}

function joined(told: readonly Finding[], own: readonly Finding[]): Finding[] {
  const others = told.filter(({ code }) => !ownCodes.has(code));
  return [...others.slice(0, mostFindings - own.length), ...own];
}

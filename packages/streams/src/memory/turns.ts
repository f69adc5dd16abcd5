import type { Turn } from '@yagura/contract';
import type { CommitOutcome, Head, TurnLog } from '../ports.ts';
import { decodeTurns, turnNumber, turnPosition } from '../turn-log.ts';
import type { StoreInside } from './memory-store.ts';
import type { Operator } from './operate.ts';

function commit(inside: StoreInside, turn: Turn): CommitOutcome {
  const { facts } = inside;
  if (facts.fence !== turn.fence) return 'fenced';
  if (facts.head?.turn === turn.turn && facts.head.fence === turn.fence) return 'committed';
  if ((facts.head?.turn ?? 0) + 1 !== turn.turn) return 'out-of-order';
  inside.turns.append(JSON.stringify(turn), turnPosition(turn.turn));
  const { epoch, fence, now, to } = turn;
  facts.head = { epoch, turn: turn.turn, fence, now, to: { ...to } };
  inside.wake();
  return 'committed';
}

function isSame(a: Head | null, b: Head): boolean {
  return a !== null && a.epoch === b.epoch && a.turn === b.turn && a.fence === b.fence;
}

function restart({ facts, turns }: StoreInside, head: Head): CommitOutcome {
  if (facts.fence !== head.fence) return 'fenced';
  if (isSame(facts.head, head)) return 'committed';
  if ((facts.head?.epoch ?? -1) >= head.epoch) return 'out-of-order';
  if ((facts.head?.turn ?? 0) > head.turn) return 'out-of-order';
  turns.clear();
  facts.head = { ...head, to: { ...head.to } };
  return 'committed';
}

function turnsAfter(inside: StoreInside, turn: number, limit: number, onUnreadable: (id: string) => void) {
  let after = turnPosition(turn);
  for (;;) {
    const stored = inside.turns.between(after, null, limit);
    const turns = decodeTurns(stored, onUnreadable);
    const last = stored.at(-1);
    if (turns.length > 0) return turns;
    if (last === undefined) return null;
    after = last.id;
  }
}

export function memoryTurnLog(operator: Operator, onUnreadable: (id: string) => void): TurnLog {
  return {
    commit: (turn) => operator.run('turns.commit', (inside) => commit(inside, turn)),
    head: () => operator.run('turns.head', ({ facts }) => facts.head),
    async after(turn, { limit, ...waiting }) {
      const look = (inside: StoreInside) => turnsAfter(inside, turn, limit, onUnreadable);
      return (await operator.wait('turns.after', waiting, look)) ?? [];
    },
    oldest: () =>
      operator.run('turns.oldest', ({ turns }) => {
        const { first } = turns.edges();
        return first === null ? null : turnNumber(first);
      }),
    length: () => operator.run('turns.length', ({ turns }) => turns.edges().length),
    trim: (before) => operator.run('turns.trim', ({ turns }) => turns.trim(turnPosition(before))),
    restart: (head) => operator.run('turns.restart', (inside) => restart(inside, head)),
  };
}

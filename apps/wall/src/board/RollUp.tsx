import { healths, type Health, type Status } from '@yagura/contract';
import { useShallow } from 'zustand/react/shallow';
import { useDesk } from '../app/wall.ts';
import { Shape } from './Shape.tsx';
import { textWidth } from './text-width.ts';
import { isAbnormal } from './tile-view.ts';

interface RollUpProps {
  readonly members: readonly number[];
  /** In parts of its letters; without it there is room for everything. */
  readonly room?: number;
  /** Nothing is said of what is well. */
  readonly wrongOnly?: boolean;
}

interface Counted {
  readonly health: Health;
  readonly count: number;
}

/** In parts of the letters of a count: its shape and the space beside it. */
const shapeTakes = 1.5;

/** Counts by state of some components: what is wrong with its shape, otherwise how many are well. What does not fit whole is left out, the worst last. */
export function RollUp({ members, room = Number.POSITIVE_INFINITY, wrongOnly = false }: RollUpProps) {
  const counts = useDesk(useShallow((state) => countsOf(members, state.told)));
  const present = healths.flatMap((health, at) => {
    const count = counts[at] ?? 0;
    return count > 0 ? [{ health, count }] : [];
  });
  const wrong = present.filter(({ health }) => isAbnormal(health));
  const quiet = present.filter(({ health }) => !isAbnormal(health));
  return (
    <span className="roll-up value">
      {fitting(wrong, room).map(({ health, count }) => (
        <span key={health} className={`count ${health}`}>
          <Shape health={health} />
          {count}
        </span>
      ))}
      {wrong.length === 0 && !wrongOnly && <span>{fittingText(quiet, room)}</span>}
    </span>
  );
}

/** In one go, in the order of `healths`: a large desk has many of these. */
export function countsOf(members: readonly number[], statuses: readonly Status[]): number[] {
  const counts = new Map<Health | undefined, number>();
  for (const at of members) {
    const health = statuses[at]?.health;
    counts.set(health, (counts.get(health) ?? 0) + 1);
  }
  return healths.map((health) => counts.get(health) ?? 0);
}

function fitting(wrong: readonly Counted[], room: number): Counted[] {
  let left = room;
  return wrong.filter(({ count }) => {
    left -= textWidth(String(count)) + shapeTakes;
    return left >= 0;
  });
}

/** `1 closed · 11 ok`; where that has no room, the most of them and how many others: `11 ok + 1`. */
function fittingText(quiet: readonly Counted[], room: number): string {
  const all = quiet.map(({ health, count }) => `${count} ${health}`).join(' · ');
  if (textWidth(all) <= room) return all;
  const [most, ...others] = quiet.toSorted((a, b) => b.count - a.count);
  const text = most ? `${most.count} ${most.health}` : '';
  const rest = others.reduce((sum, { count }) => sum + count, 0);
  return [rest > 0 ? `${text} + ${rest}` : text].find((each) => textWidth(each) <= room) ?? '';
}

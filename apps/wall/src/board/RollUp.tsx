import { healths, type Health } from '@yagura/contract';
import { useShallow } from 'zustand/react/shallow';
import { useDesk } from '../app/wall.ts';
import { Shape } from './Shape.tsx';
import { isAbnormal } from './tile-view.ts';

/** Counts by state of some components: what is wrong with its shape, otherwise how many are well. */
export function RollUp({ members }: { members: readonly number[] }) {
  const counts = useDesk(
    useShallow((state) => healths.map((health) => members.filter((at) => state.told[at]?.health === health).length)),
  );
  const present = healths.flatMap((health, at) => {
    const count = counts[at] ?? 0;
    return count > 0 ? [{ health, count }] : [];
  });
  const wrong = present.filter(({ health }) => isAbnormal(health));
  const quiet = present.filter(({ health }) => !isAbnormal(health));
  return (
    <span className="roll-up value">
      {wrong.map(({ health, count }) => (
        <Count key={health} health={health} count={count} />
      ))}
      {wrong.length === 0 && <span>{quiet.map(({ health, count }) => `${count} ${health}`).join(' · ')}</span>}
    </span>
  );
}

function Count({ health, count }: { health: Health; count: number }) {
  return (
    <span className={`count ${health}`}>
      <Shape health={health} />
      {count}
    </span>
  );
}

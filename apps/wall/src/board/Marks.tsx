import { MutedMark } from './MutedMark.tsx';
import { signPaths } from './shape-paths.ts';
import type { TileMark } from './tile-marks.ts';

/** Signs beside a name; what they say is in the words of the tile. */
export function Marks({ marks }: { marks: readonly TileMark[] }) {
  return marks.map((mark) => <Mark key={mark} mark={mark} />);
}

export function Mark({ mark }: { mark: TileMark }) {
  if (mark === 'muted') return <MutedMark />;
  const isTaken = mark === 'taken';
  return (
    <svg className={isTaken ? 'sign taken-sign' : 'sign'} viewBox="0 0 24 24" aria-hidden="true">
      {isTaken && <rect className="field" width="24" height="24" rx="5" />}
      <path className={isTaken ? 'tick' : 'line'} d={signPaths[mark]} />
    </svg>
  );
}

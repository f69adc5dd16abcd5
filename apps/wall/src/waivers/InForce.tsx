import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { waiversLine } from './waivers-line.ts';

const none: readonly [] = [];

/** Always on the wall: how much of it is muted or worked on. */
export function InForce() {
  const briefs = useDesk((state) => state.board?.waivers) ?? none;
  const second = useDesk((state) => state.toldSecond);
  const { counts, soon } = useMemo(() => waiversLine(briefs, second), [briefs, second]);
  if (counts.length === 0) return null;
  return (
    <span className="in-force value" data-testid="in-force">
      {counts.join(' · ')}
      {soon !== null && <b> · {soon}</b>}
    </span>
  );
}

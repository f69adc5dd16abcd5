import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { useGo } from '../pages/context.ts';
import { waiversLine } from './waivers-line.ts';

const none: readonly [] = [];

/** Always on the wall: how much of it is muted or worked on. */
export function InForce() {
  const briefs = useDesk((state) => state.board?.waivers) ?? none;
  const second = useDesk((state) => state.toldSecond);
  const go = useGo();
  const parts = useMemo(() => waiversLine(briefs, second), [briefs, second]);
  if (parts.length === 0) return null;
  return (
    <button
      type="button"
      className="waivers-line value"
      aria-label={`Muted and planned: ${parts.join(', ')}`}
      data-testid="waivers-line"
      onClick={() => go({ kind: 'planned', about: null })}
    >
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </button>
  );
}

/** The way to all of it, for a hand without keys. */
export function PlannedButton() {
  const go = useGo();
  const count = useDesk(({ board }) => board?.waivers.length ?? 0);
  return (
    <button type="button" className="waiting value" onClick={() => go({ kind: 'planned', about: null })}>
      Muted and planned: {count === 0 ? 'nothing' : count}
    </button>
  );
}

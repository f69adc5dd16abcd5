import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { ActingContext } from './context.ts';

/** How many incidents have no alarm: told by a person, or over and not closed. */
export function useUnseen(): number {
  return useDesk(({ board }) => {
    const standing = new Set(board?.alarms.map(({ id }) => id));
    return board?.incidents.filter(({ id }) => !standing.has(id)).length ?? 0;
  });
}

/** Where they are listed. */
export function Waiting() {
  const acting = useContext(ActingContext);
  const unseen = useUnseen();
  if (unseen === 0) return null;
  return (
    <button type="button" className="waiting value" onClick={() => acting?.showList({ chosen: null })}>
      {unseen === 1 ? '1 more incident is not closed' : `${unseen} more incidents are not closed`} <kbd>L</kbd>
    </button>
  );
}

/** Whatever there is of them, for a hand without keys. */
export function ListButton() {
  const acting = useContext(ActingContext);
  const open = useDesk(({ board }) => board?.incidents.length ?? 0);
  return (
    <button type="button" className="waiting value" onClick={() => acting?.showList({ chosen: null })}>
      Incidents: {open === 0 ? 'none is open' : `${open} not closed`}
    </button>
  );
}

import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { PlacesContext } from '../pages/context.ts';

/** How many incidents have no alarm: told by a person, or over and not closed. */
export function useUnseen(): number {
  return useDesk(({ board }) => {
    const standing = new Set(board?.alarms.map(({ id }) => id));
    return board?.incidents.filter(({ id }) => !standing.has(id)).length ?? 0;
  });
}

/** Where they are listed. */
export function Waiting() {
  const places = useContext(PlacesContext);
  const unseen = useUnseen();
  if (unseen === 0) return null;
  return (
    <button type="button" className="waiting value" onClick={() => places?.go({ kind: 'incidents' })}>
      {unseen === 1 ? '1 more incident is not closed' : `${unseen} more incidents are not closed`} <kbd>L</kbd>
    </button>
  );
}

/** Whatever there is of them, for a hand without keys. */
export function ListButton() {
  const places = useContext(PlacesContext);
  const open = useDesk(({ board }) => board?.incidents.length ?? 0);
  return (
    <button type="button" className="waiting value" onClick={() => places?.go({ kind: 'incidents' })}>
      Incidents: {open === 0 ? 'none is open' : `${open} not closed`}
    </button>
  );
}

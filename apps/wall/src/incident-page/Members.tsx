import type { Incident } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { Shape } from '../board/Shape.tsx';
import { hashOf } from '../explain/address.ts';
import { Section } from '../explain/Section.tsx';
import { canSplit } from '../incidents/actions.ts';
import { ActingContext, useActing } from '../incidents/context.ts';
import { PlacesContext } from '../pages/context.ts';
import { useOffered } from './Acts.tsx';

/** Each leads to why it is as it is. */
export function Members({ incident }: { incident: Incident }) {
  const { members, memberCount } = incident;
  if (members.length === 0) return null;
  return (
    <Section title={memberCount === 1 ? 'Component' : `Components: ${memberCount}`}>
      <div className="panel-names">
        {members.map((member) => (
          <Member key={member} id={member} incident={incident} />
        ))}
        {memberCount > members.length && <span className="soft">+ {memberCount - members.length} more</span>}
      </div>
    </Section>
  );
}

function Member({ id, incident }: { id: string; incident: Incident }) {
  const places = useContext(PlacesContext);
  const index = useDesk((state) => state.board?.layout.components.findIndex((each) => each.id === id) ?? -1);
  const health = useDesk((state) => state.shown[index]?.health);
  return (
    <span className="member">
      <a
        className={`button ${health ?? ''}`}
        href={`/${hashOf(id)}`}
        onClick={(event) => {
          event.preventDefault();
          places?.go({ kind: 'wall' }, hashOf(id));
        }}
      >
        {health && <Shape health={health} />}
        {id}
      </a>
      <Split id={id} incident={incident} />
    </span>
  );
}

/** Said of what was put together and has nothing to do with the rest: a matter of its own from here on. */
function Split({ id, incident }: { id: string; incident: Incident }) {
  const acting = useContext(ActingContext);
  const busy = useActing((state) => state.busy);
  const may = useOffered(incident) !== null;
  if (!may || !canSplit(incident, id)) return null;
  return (
    <button
      type="button"
      className="split"
      disabled={busy}
      aria-label={`Split ${id} off: a matter of its own`}
      onClick={() => acting?.split(incident, id)}
    >
      split off
    </button>
  );
}

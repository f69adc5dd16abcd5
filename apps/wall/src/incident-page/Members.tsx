import type { Incident } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { Shape } from '../board/Shape.tsx';
import { hashOf } from '../explain/address.ts';
import { Section } from '../explain/Section.tsx';
import { PlacesContext } from '../pages/context.ts';

/** Each leads to why it is as it is. */
export function Members({ incident }: { incident: Incident }) {
  const { members, memberCount } = incident;
  if (members.length === 0) return null;
  return (
    <Section title={memberCount === 1 ? 'Component' : `Components: ${memberCount}`}>
      <div className="panel-names">
        {members.map((member) => (
          <Member key={member} id={member} />
        ))}
        {memberCount > members.length && <span className="soft">+ {memberCount - members.length} more</span>}
      </div>
    </Section>
  );
}

function Member({ id }: { id: string }) {
  const places = useContext(PlacesContext);
  const index = useDesk((state) => state.board?.layout.components.findIndex((each) => each.id === id) ?? -1);
  const health = useDesk((state) => state.shown[index]?.health);
  return (
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
  );
}

import type { BoardComponent, ExplainAnswer } from '@yagura/contract';
import { useContext, useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { Shape } from '../board/Shape.tsx';
import { ExplainContext } from './context.ts';
import { impactOf, type Impact, type Neighbour } from './impact.ts';
import { clusterText, dependantsText, namedFirst } from './panel-words.ts';
import { Section } from './Section.tsx';

interface HitsProps {
  readonly component: BoardComponent;
  readonly answer: ExplainAnswer | null;
}

/** What it hits, who has it, and what it leans on itself. */
export function Hits({ component, answer }: HitsProps) {
  const impact = useImpact(component);
  if (impact === null) return null;
  const services = component.services.map((id) => answer?.services.find((each) => each.id === id)?.name ?? id);
  const leaning = [...impact.direct, ...impact.indirect];
  return (
    <>
      <Section title="What it hits">
        {services.length > 0 && <p>Carries {services.join(', ')}.</p>}
        {impact.cluster && <p>{clusterText(impact.cluster)}</p>}
        <p>{dependantsText(impact)}</p>
        {leaning.length > 0 && <Names neighbours={leaning} />}
      </Section>
      <Section title="Whose it is">
        <p>{component.owner ?? 'Nobody: no owner is named.'}</p>
      </Section>
      {impact.dependsOn.length > 0 && (
        <Section title="Depends on">
          <Names neighbours={impact.dependsOn} />
        </Section>
      )}
    </>
  );
}

function useImpact(component: BoardComponent): Impact | null {
  const layout = useDesk((state) => state.board?.layout);
  const shown = useDesk((state) => state.shown);
  return useMemo(() => (layout ? impactOf(layout, shown, component) : null), [layout, shown, component]);
}

function Names({ neighbours }: { neighbours: readonly Neighbour[] }) {
  const handle = useContext(ExplainContext);
  const { shown, more } = namedFirst(neighbours);
  return (
    <ul className="panel-names">
      {shown.map(({ id, health }) => (
        <li key={id}>
          <button type="button" className={health} onClick={() => handle?.open(id)}>
            <Shape health={health} />
            {id}
          </button>
        </li>
      ))}
      {more > 0 && <li>+ {more}</li>}
    </ul>
  );
}

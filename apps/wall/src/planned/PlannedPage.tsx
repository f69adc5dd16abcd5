import { useContext, useEffect } from 'react';
import { useGo, usePlace } from '../pages/context.ts';
import { placeOf } from '../app/style.ts';
import type { Rect } from '../board/rect.ts';
import { Calendar } from './Calendar.tsx';
import { PlannedContext, useIsPart, usePlanned } from './context.ts';
import { PlanForm } from './PlanForm.tsx';
import { PlannedList } from './PlannedList.tsx';
import { plannedViews, type PlannedView } from './start-planned.ts';

/** Everything that is muted or planned, in one place. In the hand it flows; elsewhere it stands where the map does. */
export function PlannedPage({ area }: { area: Rect | null }) {
  const planned = useContext(PlannedContext);
  const place = usePlace();
  const about = place.kind === 'planned' ? place.about : null;
  const view = usePlanned((state) => state.view);
  const writing = usePlanned((state) => state.writing === 'plan');
  useEffect(() => planned?.open(), [planned]);
  useEffect(() => planned?.choose(about), [planned, about]);
  return (
    <main
      className={area === null ? 'planned page' : 'planned'}
      style={area === null ? {} : placeOf(area)}
      aria-label="Muted and planned"
      data-testid="planned"
    >
      <Head writing={writing} view={view} />
      <Problem />
      {writing ? <PlanForm /> : view === 'list' ? <PlannedList /> : <Calendar view={view} />}
    </main>
  );
}

const viewWords: Readonly<Record<PlannedView, string>> = { list: 'List', week: 'Week', month: 'Month' };

function Head({ writing, view }: { writing: boolean; view: PlannedView }) {
  const go = useGo();
  const planned = useContext(PlannedContext);
  return (
    <div className="planned-head">
      <h1>{writing ? 'Plan work' : 'Muted and planned'}</h1>
      {!writing && (
        <>
          <div role="group" aria-label="View, V changes it">
            {plannedViews.map((each) => (
              <button key={each} type="button" aria-pressed={view === each} onClick={() => planned?.show(each)}>
                {viewWords[each]}
              </button>
            ))}
          </div>
          <button type="button" onClick={() => planned?.write('plan')}>
            <kbd>A</kbd> Plan work
          </button>
        </>
      )}
      <button type="button" onClick={() => (writing ? planned?.write(null) : go({ kind: 'wall' }))}>
        <kbd>Esc</kbd> {writing ? 'Leave it' : 'To the wall'}
      </button>
    </div>
  );
}

function Problem() {
  const isPart = useIsPart();
  const problem = usePlanned((state) => state.problem);
  const said = usePlanned((state) => (state.writing === null && state.chosen === null ? state.said : null));
  return (
    <>
      {isPart ? (
        <p className="soft">Your scope is a part of the desk: this is what lies wholly within it, and is not over.</p>
      ) : (
        problem !== null && (
          <p className="panel-note" role="status">
            {problem} This is what every wall is told: what is not over.
          </p>
        )
      )}
      <output className="planned-said">{said}</output>
    </>
  );
}

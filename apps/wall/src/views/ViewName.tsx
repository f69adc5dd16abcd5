import type { Layout } from '@yagura/contract';
import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { groupBy } from '../board/grouping.ts';
import { mapView } from './choose-view.ts';
import { useView } from './context.ts';
import { shownWords } from './filter-words.ts';

/** Which view stands here and what its filter lets through; nothing where the map stands, for that leaves out nothing. */
export function ViewName() {
  const layout = useDesk((state) => state.board?.layout);
  return layout ? <Named layout={layout} /> : null;
}

function Named({ layout }: { layout: Layout }) {
  const { view, unknown } = useView(layout);
  const outside = useMemo(() => groupBy(layout, view).outside.length, [layout, view]);
  if (view === mapView && unknown === null) return null;
  return (
    <div className="view-name" role="status" data-view={view.id}>
      <b>{view.name}</b>
      {unknown !== null && <span>there is no view “{unknown}”</span>}
      {outside > 0 && <span>{shownWords(view, layout.components.length, outside)}</span>}
    </div>
  );
}

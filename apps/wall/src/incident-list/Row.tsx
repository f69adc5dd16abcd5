import { memo, useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { PlacesContext } from '../pages/context.ts';
import { pathOf } from '../pages/place.ts';
import type { Listed } from './listed.ts';
import { lastedWords, ownerWords, stateWords } from './row-words.ts';

interface RowProps {
  readonly row: Listed;
  readonly place: number;
  readonly count: number;
  readonly rowHeight: number;
  readonly isChosen: boolean;
}

export const Row = memo(function Row({ row, place, count, rowHeight, isChosen }: RowProps) {
  const places = useContext(PlacesContext);
  const site = useDesk((state) => state.board?.layout.sites.find(({ id }) => id === row.site)?.name ?? row.site);
  const at = { kind: 'incident', incident: String(row.number) } as const;
  return (
    <a
      id={`row-${row.id}`}
      className={`row p${row.priority} ${row.state}${isChosen ? ' chosen' : ''}`}
      style={{ height: rowHeight, transform: `translateY(${place * rowHeight}px)` }}
      role="option"
      aria-selected={isChosen}
      aria-posinset={place + 1}
      aria-setsize={count}
      tabIndex={-1}
      href={pathOf(at)}
      data-incident={row.id}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        places?.go(at);
      }}
    >
      <span className="number">#{row.number}</span>
      <span className="priority">P{row.priority}</span>
      <b className="row-title">{row.title}</b>
      <span className="row-state">
        {stateWords(row)}
        {row.muted && ' · muted'}
      </span>
      <Owner row={row} />
      <span className="row-site">{site}</span>
      <Lasted row={row} />
    </a>
  );
});

function Owner({ row }: { row: Listed }) {
  const text = useDesk((state) => ownerWords(row, state.toldSecond).text);
  const late = useDesk((state) => ownerWords(row, state.toldSecond).late);
  return <span className={late ? 'row-owner late' : 'row-owner'}>{text}</span>;
}

function Lasted({ row }: { row: Listed }) {
  const text = useDesk((state) => lastedWords(row, state.toldSecond));
  return <span className="row-lasted">{text}</span>;
}

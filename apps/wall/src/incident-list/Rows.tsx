import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useViewport } from '../app/use-viewport.ts';
import { planScreen } from '../board/screen-plan.ts';
import { ListContext, useList } from './context.ts';
import type { Listed } from './listed.ts';
import { Row } from './Row.tsx';
import { isNearEnd, topToShow, windowOf } from './window-of.ts';

/** Only the rows in sight are there; where the others are, the height of the list says. */
export function Rows({ rows }: { rows: readonly Listed[] }) {
  const { unit, shape } = planScreen(useViewport());
  const rowHeight = Math.round(shape === 'phone' ? 76 : 46 * unit);
  const chosen = useList((state) => state.chosen);
  const box = useRef<HTMLDivElement>(null);
  const { height, top, onScroll } = useScrolled(box, rowHeight);
  const scrolled = { count: rows.length, rowHeight, height, top };
  const { first, end } = windowOf(scrolled);
  useOlder(isNearEnd(scrolled), rows.length);
  useChosenInSight(box, rows, rowHeight);
  return (
    <div
      ref={box}
      className="rows"
      role="listbox"
      aria-label="Incidents"
      aria-activedescendant={chosen === null ? undefined : `row-${chosen}`}
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="rows-height" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, end).map((row, index) => (
          <Row
            key={row.id}
            row={row}
            place={first + index}
            count={rows.length}
            rowHeight={rowHeight}
            isChosen={row.id === chosen}
          />
        ))}
      </div>
      {rows.length === 0 && <Nothing />}
    </div>
  );
}

function useOlder(near: boolean, count: number): void {
  const list = useContext(ListContext);
  const complete = useList((state) => state.complete);
  const asking = useList((state) => state.asking);
  const problem = useList((state) => state.problem);
  useEffect(() => {
    if (near && !complete && !asking && problem === null) void list.more();
  }, [list, near, complete, asking, problem, count]);
}

function Nothing() {
  const asking = useList((state) => state.asking);
  return <p className="soft">{asking ? 'Asking …' : 'No incident is like that.'}</p>;
}

/** Where the list is scrolled to, told only when other rows come into sight. */
function useScrolled(box: { readonly current: HTMLDivElement | null }, rowHeight: number) {
  const list = useContext(ListContext);
  const filter = useList((state) => state.filter);
  const [row, setRow] = useState(() => Math.floor(list.state.getState().top / rowHeight));
  const [height, setHeight] = useState(window.innerHeight);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    scrollTo(element, list.state.getState().top);
    const measure = () => setHeight(element.clientHeight);
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [box, list, filter]);
  const onScroll = () => {
    const top = box.current?.scrollTop ?? 0;
    list.scrolled(top);
    setRow(Math.floor(top / rowHeight));
  };
  return { height, top: row * rowHeight, onScroll };
}

function useChosenInSight(
  box: { readonly current: HTMLDivElement | null },
  rows: readonly Listed[],
  rowHeight: number,
) {
  const chosen = useList((state) => state.chosen);
  const newest = useRef(rows);
  useLayoutEffect(() => {
    newest.current = rows;
  });
  useLayoutEffect(() => {
    const element = box.current;
    const index = newest.current.findIndex(({ id }) => id === chosen);
    if (element === null || index < 0) return;
    const { clientHeight: height, scrollTop: top } = element;
    scrollTo(element, topToShow(index, { rowHeight, height, top }));
  }, [box, chosen, rowHeight]);
}

function scrollTo(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}

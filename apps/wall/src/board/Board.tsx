import type { Layout, View } from '@yagura/contract';
import { useMemo } from 'react';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { useFits } from '../screen/screen.ts';
import { useLetters } from '../screen/use-letters.ts';
import { isWhole } from './does-view-fit.ts';
import { useView } from '../views/context.ts';
import { FilterLine } from '../views/FilterLine.tsx';
import { CanvasTiles } from './CanvasTiles.tsx';
import { CellBox } from './CellBox.tsx';
import { groupBy } from './grouping.ts';
import { Heads } from './Heads.tsx';
import { planBoard, type BoardPlan } from './layout.ts';
import { filterLine } from './measure.ts';
import type { Rect } from './rect.ts';
import { shortNames } from './short-names.ts';
import { Tile } from './Tile.tsx';

/** The fixed map, as the view that stands here puts it together. */
export function Board({ area, unit }: { area: Rect; unit: number }) {
  const layout = useDesk((state) => state.board?.layout);
  return layout ? <Map layout={layout} area={area} unit={unit} /> : null;
}

/** From so many tiles on one picture costs less than so many elements. */
const mostElements = 1000;

function Map({ layout, area, unit }: { layout: Layout; area: Rect; unit: number }) {
  const letters = useLetters();
  const { view } = useView(layout);
  const { grouping, outside } = useMemo(() => groupBy(layout, view), [layout, view]);
  const filter = filterLine(unit, letters);
  const line = outside.length === 0 ? 0 : filter.height;
  const { width } = area;
  const height = Math.max(0, area.height - line);
  const plan = useMemo(
    () => planBoard(grouping, { width, height }, unit, letters),
    [grouping, width, height, unit, letters],
  );
  useFits(isWhole(plan));
  const names = useMemo(() => shortNames(grouping.cells, (at) => layout.components[at]?.id ?? ''), [grouping, layout]);
  const inner = { x: 0, y: line, width, height };
  const read = letters === null ? {} : { '--read': `${letters.read / unit}` };
  return (
    <main style={placeOf(area)} aria-label={`All components by ${wordsOf(view)}`}>
      {line > 0 && (
        <FilterLine {...{ view, outside, unit }} size={filter.size} rect={{ x: 0, y: 0, width, height: line }} />
      )}
      <div
        className={letters === null ? 'board' : 'board far'}
        style={withVariables(read, placeOf(inner))}
        data-coarseness={plan.coarseness}
      >
        <Heads plan={plan} unit={unit} />
        {plan.cells.map((cell, at) => (
          <CellBox
            key={cell.key}
            plan={plan}
            at={at}
            names={names}
            unit={unit}
            pictured={isPictured(plan) ? layout.components : null}
          />
        ))}
        <Tiles layout={layout} plan={plan} names={names} unit={unit} area={inner} />
      </div>
    </main>
  );
}

function wordsOf({ rows, columns }: View): string {
  return rows === columns ? rows : `${rows} and ${columns}`;
}

function isPictured({ cells }: BoardPlan): boolean {
  return cells.reduce((sum, { tiles }) => sum + tiles.length, 0) > mostElements;
}

interface TilesProps {
  readonly layout: Layout;
  readonly plan: BoardPlan;
  readonly names: ReadonlyMap<number, string>;
  readonly unit: number;
  readonly area: Rect;
}

function Tiles({ layout, plan, names, unit, area }: TilesProps) {
  const tiles = useMemo(() => plan.cells.flatMap((cell) => cell.tiles), [plan]);
  if (isPictured(plan)) return <CanvasTiles layout={layout} plan={plan} names={names} unit={unit} area={area} />;
  return tiles.map(({ index, rect }) => {
    const component = layout.components[index];
    if (!component) return null;
    const name = names.get(index) ?? component.id;
    return (
      <Tile
        key={component.id}
        component={component}
        name={name}
        index={index}
        rect={rect}
        detail={plan.detail}
        letters={plan.letters}
        unit={unit}
      />
    );
  });
}

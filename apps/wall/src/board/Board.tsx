import type { Layout } from '@yagura/contract';
import { useMemo } from 'react';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { groupByLayerAndRegion } from './grouping.ts';
import { planBoard } from './layout.ts';
import { Named } from './Named.tsx';
import type { Rect } from './rect.ts';
import { RollUp } from './RollUp.tsx';
import { Tile } from './Tile.tsx';

/** The fixed map: rows are layers, columns regions. */
export function Board({ area, unit }: { area: Rect; unit: number }) {
  const layout = useDesk((state) => state.board?.layout);
  return layout ? <Map layout={layout} area={area} unit={unit} /> : null;
}

function Map({ layout, area, unit }: { layout: Layout; area: Rect; unit: number }) {
  const { width, height } = area;
  const grouping = useMemo(() => groupByLayerAndRegion(layout), [layout]);
  const plan = useMemo(() => planBoard(grouping, { width, height }, unit), [grouping, width, height, unit]);
  return (
    <main className="board" style={placeOf(area)} aria-label="All components by layer and region">
      {grouping.columns.map((column, at) => (
        <div key={column.key} className="column-head" style={placeOf(plan.columnHeads[at] ?? area)}>
          <span>{column.name}</span>
          <RollUp members={grouping.cells.flatMap((cell) => (cell.column === at ? cell.members : []))} />
        </div>
      ))}
      {grouping.rows.map((row, at) => (
        <div key={row.key} className="row-label" style={placeOf(plan.rowLabels[at] ?? area)}>
          <span>{row.name}</span>
          <RollUp members={grouping.cells.flatMap((cell) => (cell.row === at ? cell.members : []))} />
        </div>
      ))}
      {plan.cells.map((cell) => (
        <div key={cell.key} className={cell.tiles.length === 0 ? 'cell empty' : 'cell'} style={placeOf(cell.rect)} />
      ))}
      {plan.cells.flatMap(({ tiles }) =>
        tiles.map(({ index, rect }) => {
          const component = layout.components[index];
          return (
            component && (
              <Tile key={component.id} component={component} index={index} rect={rect} detail={plan.detail} />
            )
          );
        }),
      )}
      {plan.cells.map((cell, at) => (
        <Named key={cell.key} members={grouping.cells[at]?.members ?? []} room={cell.named} unit={unit} />
      ))}
    </main>
  );
}

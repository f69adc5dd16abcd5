import type { Layout } from '@yagura/contract';
import { useMemo } from 'react';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { fitLetters } from './fit-letters.ts';
import { groupByLayerAndRegion, type Group } from './grouping.ts';
import { planBoard, type CellPlan } from './layout.ts';
import { Named } from './Named.tsx';
import type { Rect } from './rect.ts';
import { RollUp } from './RollUp.tsx';
import { shortNames } from './short-names.ts';
import { Tile } from './Tile.tsx';
import type { TileDetail } from './tile-size.ts';

const nobody: readonly number[] = [];

/** In units. */
const labelPadding = 8;
const labelLetters = { least: 13, most: 19 } as const;

/** The longest word decides: a label may break between words, not inside one. */
function rowStyle(row: Group, rect: Rect, unit: number) {
  const longest = Math.max(...row.name.split(' ').map((word) => word.length));
  const size = fitLetters(longest, rect.width / unit - labelPadding, labelLetters.least, labelLetters.most);
  return withVariables({ '--name': `${size}` }, placeOf(rect));
}

/** The fixed map: rows are layers, columns regions. */
export function Board({ area, unit }: { area: Rect; unit: number }) {
  const layout = useDesk((state) => state.board?.layout);
  return layout ? <Map layout={layout} area={area} unit={unit} /> : null;
}

function Map({ layout, area, unit }: { layout: Layout; area: Rect; unit: number }) {
  const { width, height } = area;
  const grouping = useMemo(() => groupByLayerAndRegion(layout), [layout]);
  const plan = useMemo(() => planBoard(grouping, { width, height }, unit), [grouping, width, height, unit]);
  const names = useMemo(
    () => shortNames(grouping.cells, (index) => layout.components[index]?.id ?? ''),
    [grouping, layout],
  );
  return (
    <main className="board" style={placeOf(area)} aria-label="All components by layer and region">
      {grouping.columns.map((column, at) => (
        <div key={column.key} className="column-head" style={placeOf(plan.columnHeads[at] ?? area)}>
          <span>{column.name}</span>
          <RollUp members={grouping.cells.flatMap((cell) => (cell.column === at ? cell.members : []))} />
        </div>
      ))}
      {grouping.rows.map((row, at) => (
        <div key={row.key} className="row-label" style={rowStyle(row, plan.rowLabels[at] ?? area, unit)}>
          <span>{row.name}</span>
          <RollUp members={grouping.cells.flatMap((cell) => (cell.row === at ? cell.members : []))} />
        </div>
      ))}
      {plan.cells.map((cell, at) => (
        <Cell
          key={cell.key}
          layout={layout}
          plan={cell}
          members={grouping.cells[at]?.members ?? nobody}
          names={names}
          detail={plan.detail}
          unit={unit}
        />
      ))}
    </main>
  );
}

interface CellProps {
  readonly layout: Layout;
  readonly plan: CellPlan;
  readonly members: readonly number[];
  readonly names: ReadonlyMap<number, string>;
  readonly detail: TileDetail;
  readonly unit: number;
}

function Cell({ layout, plan, members, names, detail, unit }: CellProps) {
  return (
    <>
      <div className={members.length === 0 ? 'cell empty' : 'cell'} style={placeOf(plan.rect)} />
      {plan.tiles.map(({ index, rect }) => {
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
            detail={detail}
            unit={unit}
          />
        );
      })}
      <Named names={names} members={members} room={plan.named} unit={unit} />
    </>
  );
}

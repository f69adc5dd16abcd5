import type { BoardComponent } from '@yagura/contract';
import { placeOf } from '../app/style.ts';
import { headText } from './label-text.ts';
import type { BoardPlan, CellPlan } from './layout.ts';
import { Named } from './Named.tsx';
import { RollUp } from './RollUp.tsx';
import { textWidth } from './text-width.ts';

interface CellBoxProps {
  readonly plan: BoardPlan;
  readonly at: number;
  readonly names: ReadonlyMap<number, string>;
  readonly unit: number;
  /** Whose tiles stand in a picture, that it may be read; null where they are elements. */
  readonly pictured: readonly BoardComponent[] | null;
}

/** In units, as in board.css. */
const nearHead = 17;
/** In parts of the letters: what is kept between a head and its counts. */
const between = 0.8;

/** One place of the map: its head where it has its own, its ground, and what is abnormal in it by name. */
export function CellBox({ plan, at, names, unit, pictured }: CellBoxProps) {
  const cell = plan.cells[at];
  const content = plan.grouping.cells[at];
  if (!cell || !content) return null;
  const { members, head } = content;
  const size = plan.letters?.read ?? nearHead * unit;
  const width = cell.head.width / size;
  const text = head && headText(head, width);
  return (
    <>
      <div
        className={members.length === 0 ? 'cell empty' : 'cell'}
        style={placeOf(cell.rect)}
        data-cell={cell.key}
        {...(pictured && pictureOf(cell, pictured))}
      />
      {text !== null && (
        <div className="cell-head" style={placeOf(cell.head)}>
          <span>{text}</span>
          <RollUp members={members} room={width - textWidth(text) - between} wrongOnly={plan.detail !== 'far'} />
        </div>
      )}
      {plan.detail !== 'far' && <Named names={names} members={members} plan={plan} room={cell.named} unit={unit} />}
    </>
  );
}

/** Who stands where in the picture: its tiles follow each other line by line. */
function pictureOf({ tiles }: CellPlan, components: readonly BoardComponent[]) {
  const [first] = tiles;
  if (!first) return {};
  const columns = tiles.filter(({ rect }) => rect.y === first.rect.y).length;
  const { x, y, width, height } = first.rect;
  const stepX = (tiles[1]?.rect.x ?? x) - x;
  const stepY = (tiles[columns]?.rect.y ?? y) - y;
  return {
    'data-picture': [x, y, width, height, columns, stepX, stepY].join(' '),
    'data-members': tiles.map(({ index }) => components[index]?.id ?? '').join(' '),
  };
}

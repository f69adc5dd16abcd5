import { placeOf, withVariables } from '../app/style.ts';
import type { Group } from './attributes.ts';
import { fitLetters } from './fit-letters.ts';
import { headText, labelText } from './label-text.ts';
import type { BoardPlan } from './layout.ts';
import type { Rect } from './rect.ts';
import { RollUp } from './RollUp.tsx';
import { textWidth } from './text-width.ts';

interface HeadsProps {
  readonly plan: BoardPlan;
  readonly unit: number;
}

/** What the columns and rows of a table are. */
export function Heads({ plan, unit }: HeadsProps) {
  const { grouping } = plan;
  return (
    <>
      {plan.columnHeads.map((rect, at) => {
        const column = grouping.columns[at];
        const members = grouping.cells.flatMap((cell) => (cell.column === at ? cell.members : []));
        return column && <ColumnHead key={column.key} group={column} members={members} {...{ plan, rect, unit }} />;
      })}
      {plan.rowLabels.map((rect, at) => {
        const row = grouping.rows[at];
        const members = grouping.cells.flatMap((cell) => (cell.row === at ? cell.members : []));
        return row && <RowLabel key={row.key} group={row} members={members} {...{ plan, rect, unit }} />;
      })}
    </>
  );
}

interface HeadProps extends HeadsProps {
  readonly group: Group;
  readonly members: readonly number[];
  readonly rect: Rect;
}

/** In units, as in board.css: its letters up close, and its paddings. */
const nearHead = 20;
const headPadding = 20;
/** In parts of the letters: what is kept beside a head, and as in board.css how large counts are up close. */
const between = 0.6;
const countsAre = 1.02;

function ColumnHead({ plan, unit, group, members, rect }: HeadProps) {
  const size = plan.letters?.read ?? nearHead * unit;
  const width = Math.max(0, rect.width - headPadding * unit) / size;
  const text = headText(group, width);
  return (
    <div className="column-head" style={placeOf(rect)}>
      <span>{text}</span>
      <RollUp members={members} room={(width - textWidth(text) - between) / (plan.letters ? 1 : countsAre)} />
    </div>
  );
}

/** In units. */
const labelPadding = 8;
const labelLetters = { least: 13, most: 19 } as const;

/** From afar the cells tell their counts themselves; the label has no room for them in letters that carry. */
function RowLabel({ plan, unit, group, members, rect }: HeadProps) {
  if (plan.letters === null) return <NearLabel {...{ unit, group, members, rect }} />;
  const { read } = plan.letters;
  const width = Math.max(0, rect.width - labelPadding * unit) / read;
  return (
    <div className="row-label" style={withVariables({ '--name': `${read / unit}` }, placeOf(rect))}>
      <span>{labelText(group, width, rect.height / read)}</span>
    </div>
  );
}

/** The longest word decides: a label may break between words, not inside one. */
function NearLabel({ unit, group, members, rect }: Omit<HeadProps, 'plan'>) {
  const longest = Math.max(...group.name.split(' ').map((word) => word.length));
  const size = fitLetters(longest, rect.width / unit - labelPadding, labelLetters.least, labelLetters.most);
  return (
    <div className="row-label" style={withVariables({ '--name': `${size}` }, placeOf(rect))}>
      <span>{group.name}</span>
      <RollUp members={members} />
    </div>
  );
}

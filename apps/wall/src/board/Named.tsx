import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { FarMany, FarOne } from './FarBar.tsx';
import type { BoardPlan } from './layout.ts';
import { namedCapacity, planNamed } from './named-plan.ts';
import { NearMany, NearOne } from './NearBar.tsx';
import type { Rect } from './rect.ts';
import { RollUp } from './RollUp.tsx';
import { barLetters } from './tile-size.ts';
import { namedMembers } from './tile-view.ts';

interface NamedProps {
  readonly plan: Pick<BoardPlan, 'letters'>;
  readonly members: readonly number[];
  readonly names: ReadonlyMap<number, string>;
  readonly room: Rect;
  readonly unit: number;
}

/** The abnormal members of one cell in letters that carry across the room, inside the room kept for them. */
export const Named = memo(function Named({ plan: { letters }, members, names, room, unit }: NamedProps) {
  const capacity = namedCapacity(room, unit, letters);
  const ids = useDesk(useShallow((state) => namedMembers(members, state.told, capacity).map(({ index }) => index)));
  if (ids.length === 0) return <Quiet letters={letters} members={members} room={room} unit={unit} />;
  const plan = planNamed(room, ids.length, unit, letters);
  const rest = ids.slice(plan.single);
  const last = plan.bars.at(-1);
  const fitted = barLetters(room, unit, letters);
  return (
    <>
      {ids.slice(0, plan.single).map((index, place) => {
        const rect = plan.bars[place];
        if (!rect) return null;
        if (fitted === null) return <NearOne key={index} index={index} rect={rect} unit={unit} />;
        return <FarOne key={index} index={index} {...{ rect, unit, letters: fitted, names }} />;
      })}
      {rest.length > 0 && last && fitted === null && <NearMany indexes={rest} names={names} rect={last} unit={unit} />}
      {rest.length > 0 && last && fitted !== null && (
        <FarMany indexes={rest} rect={last} {...{ unit, letters: fitted, names }} />
      )}
    </>
  );
});

/** In units, as in board.css. */
const nearLetters = 24;
const padding = 8;

/** Nothing to name: how many are well, in letters that can still be read from afar. */
function Quiet({
  members,
  room,
  unit,
  letters,
}: Pick<NamedProps, 'members' | 'room' | 'unit'> & Pick<BoardPlan, 'letters'>) {
  if (members.length === 0) return null;
  const size = letters?.read ?? nearLetters * unit;
  return (
    <div className="quiet" style={placeOf(room)}>
      <RollUp members={members} room={Math.max(0, room.width - padding * unit) / size} />
    </div>
  );
}

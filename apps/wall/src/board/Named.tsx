import type { Status } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { ageText } from './age.ts';
import { namedCapacity, planNamed, twoLineHeight } from './named-plan.ts';
import type { Rect } from './rect.ts';
import { Shape } from './Shape.tsx';
import { ShortId } from './ShortId.tsx';
import { namedMembers, stateText, together, whyText, type Ranked } from './tile-view.ts';

interface NamedProps {
  readonly members: readonly number[];
  readonly room: Rect;
  readonly unit: number;
}

/** The abnormal members of one cell in letters that carry across the room, inside the room kept for them. */
export const Named = memo(function Named({ members, room, unit }: NamedProps) {
  const capacity = namedCapacity(room, unit);
  const ids = useDesk(
    useShallow((state) => namedMembers(members, state.told, capacity).map(({ index }) => index)),
  );
  const plan = planNamed(room, ids.length, unit);
  const rest = ids.slice(plan.single);
  return (
    <>
      {ids.slice(0, plan.single).map((index, place) => {
        const rect = plan.bars[place];
        return rect && <One key={index} index={index} rect={rect} unit={unit} />;
      })}
      {rest.length > 0 && plan.bars.at(-1) && <Many indexes={rest} rect={plan.bars.at(-1) ?? room} unit={unit} />}
    </>
  );
});

interface BarProps {
  readonly rect: Rect;
  readonly unit: number;
}

function barStyle({ rect, unit }: BarProps) {
  return withVariables({ '--bar': `${rect.height / unit}` }, placeOf(rect));
}

function One({ index, rect, unit }: BarProps & { index: number }) {
  const component = useDesk((state) => state.board?.layout.components[index]);
  const status = useDesk((state) => state.told[index]);
  if (!component || !status) return null;
  const tall = rect.height / unit >= twoLineHeight;
  return (
    <div className={`bar ${status.health}${tall ? ' tall' : ''}`} style={barStyle({ rect, unit })} data-named={component.id}>
      <Shape health={status.health} />
      <b className="value">
        <ShortId id={component.id} />
      </b>
      <State index={index} />
      {tall && (
        <small className="value">
          {component.name} · {whyText(status)}
        </small>
      )}
    </div>
  );
}

function State({ index }: { index: number }) {
  const text = useDesk((state) => {
    const status = state.told[index];
    return status ? stateText(status, state.toldSecond) : '';
  });
  return <i className="value">{text}</i>;
}

function Many({ indexes, rect, unit }: BarProps & { indexes: readonly number[] }) {
  const statuses = useDesk(useShallow((state) => indexes.map((index) => state.told[index])));
  const idOf = useDesk((state) => state.board?.layout.components);
  const story = together(ranked(indexes, statuses), (index) => idOf?.[index]?.id ?? '');
  if (!story) return null;
  const tall = rect.height / unit >= twoLineHeight;
  return (
    <div className={`bar many ${story.worst}${tall ? ' tall' : ''}`} style={barStyle({ rect, unit })}>
      <Shape health={story.worst} />
      <b className="value">
        {story.counts.map(({ health, count }) => `${count} ${healthWords[health]}`).join(' · ')}
      </b>
      <Since since={story.since} />
      {tall && (
        <small className="value">
          {story.names.join(', ')}
          {story.more > 0 && <em> + {story.more}</em>}
        </small>
      )}
    </div>
  );
}

function Since({ since }: { since: number }) {
  const text = useDesk((state) => ageText(state.toldSecond - since / 1000));
  return <i className="value">{text}</i>;
}

function ranked(indexes: readonly number[], statuses: readonly (Status | undefined)[]): Ranked[] {
  return indexes.flatMap((index, place) => {
    const status = statuses[place];
    return status ? [{ index, status }] : [];
  });
}

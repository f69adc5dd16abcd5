import type { BoardComponent } from '@yagura/contract';
import { memo } from 'react';
import { placeOf, withVariables } from '../app/style.ts';
import { inPhase } from '../app/in-phase.ts';
import { useDesk } from '../app/wall.ts';
import { useExplain } from '../explain/context.ts';
import type { LeastLetters } from '../screen/least-letters.ts';
import { Marks } from './Marks.tsx';
import type { Rect } from './rect.ts';
import { secondText } from './second-text.ts';
import { Shape } from './Shape.tsx';
import { ShortId } from './ShortId.tsx';
import { marksOnTile } from './tile-marks.ts';
import type { TileDetail } from './tile-size.ts';
import { isWide, secondSize, tileText, type TileText } from './tile-text.ts';
import { useSpokenTile } from './use-spoken-tile.ts';

interface TileProps {
  readonly component: BoardComponent;
  readonly name: string;
  readonly index: number;
  readonly rect: Rect;
  readonly detail: TileDetail;
  readonly letters: LeastLetters | null;
  readonly unit: number;
}

/** One component at its fixed place. Subscribed to itself alone. */
export const Tile = memo(function Tile({ component, name, index, rect, detail, letters, unit }: TileProps) {
  const status = useDesk((state) => state.shown[index]);
  const isDeskSimulated = useDesk(({ board }) => board?.layout.desk.simulated ?? false);
  const marks = status ? marksOnTile(status, isDeskSimulated, isWide(rect, unit)) : [];
  const text = tileText({ rect, detail, unit, letters, name, marks: marks.length });
  const label = useSpokenTile(component, index);
  const mark = useDesk((state) => state.marks.get(component.id));
  const explained = useExplain((state) => state.open === component.id);
  const blinks = useDesk((state) => state.blinking.has(component.id));
  if (!status) return null;
  const { health } = status;
  const under = health === 'planned' && status.condition !== 'ok' ? status.condition : null;
  return (
    <div
      className={`tile ${health} ${detail === 'far' ? 'full' : detail}${marks.map((each) => ` ${each}`).join('')}${mark ? (mark.whileBlind ? ' changed unseen' : ' changed') : ''}${explained ? ' explained' : ''}`}
      style={withVariables({ '--text': `${text.text}`, '--name': `${text.nameSize}` }, placeOf(rect))}
      role="button"
      tabIndex={-1}
      aria-label={label}
      data-component={component.id}
      data-health={health}
    >
      {detail !== 'mark' && (
        <div className="face">
          <b>
            <ShortId id={text.name} />
            <Marks marks={marks} />
          </b>
          {health !== 'planned' && <Shape health={health} />}
          {(detail === 'full' || detail === 'far') && (
            <Second component={component} index={index} text={text} far={letters !== null} />
          )}
        </div>
      )}
      {under && <span className={`under ${under}`} />}
      {blinks && <span className="blink" ref={inPhase} />}
    </div>
  );
});

interface SecondProps extends Pick<TileProps, 'component' | 'index'> {
  readonly text: TileText;
  readonly far: boolean;
}

/** The tile's second line: while it is well its figure, otherwise its state and age. */
function Second({ component, index, text: { wide, second }, far }: SecondProps) {
  const said = useDesk((state) => secondText(state, component, index, { wide, second, far }));
  return (
    <small className="value" style={withVariables({ '--second': `${secondSize(second, said ?? '')}` })}>
      {said}
    </small>
  );
}

import type { BoardComponent } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { memo } from 'react';
import { placeOf } from '../app/style.ts';
import { inPhase } from '../app/in-phase.ts';
import { useDesk } from '../app/wall.ts';
import { figureText } from './figure.ts';
import type { Rect } from './rect.ts';
import { Shape } from './Shape.tsx';
import { ShortId } from './ShortId.tsx';
import { flagText, isAbnormal, spokenTile } from './tile-view.ts';
import type { TileDetail } from './tile-size.ts';

interface TileProps {
  readonly component: BoardComponent;
  readonly index: number;
  readonly rect: Rect;
  readonly detail: TileDetail;
}

/** One component at its fixed place. Subscribed to itself alone. */
export const Tile = memo(function Tile({ component, index, rect, detail }: TileProps) {
  const status = useDesk((state) => state.shown[index]);
  const label = useDesk((state) => {
    const mine = state.shown[index];
    return mine ? spokenTile(component, mine, state.toldSecond) : component.name;
  });
  const mark = useDesk((state) => state.marks.get(component.id));
  const blinks = useDesk((state) => state.blinking.has(component.id));
  if (!status) return null;
  const { health } = status;
  const under = health === 'planned' && status.condition !== 'ok' ? status.condition : null;
  return (
    <div
      className={`tile ${health} ${detail}${mark ? (mark.whileBlind ? ' changed unseen' : ' changed') : ''}`}
      style={placeOf(rect)}
      role="img"
      aria-label={label}
      data-component={component.id}
      data-health={health}
    >
      {detail !== 'mark' && (
        <div className="face">
          <b>
            <ShortId id={component.id} />
          </b>
          <Shape health={health} />
          {detail === 'full' && <Second component={component} index={index} />}
        </div>
      )}
      {under && <span className={`under ${under}`} />}
      {blinks && <span className="blink" ref={inPhase} />}
    </div>
  );
});

/** The tile's second line: while it is well its figure, otherwise its state as a word. */
function Second({ component, index }: Pick<TileProps, 'component' | 'index'>) {
  const text = useDesk((state) => {
    const status = state.shown[index];
    if (!status) return null;
    if (isAbnormal(status.health) || status.health === 'planned' || status.health === 'closed')
      return healthWords[status.health];
    return flagText(status) ?? figureText(component.figure, state.board?.figures[index] ?? null);
  });
  return <small className="value">{text}</small>;
}

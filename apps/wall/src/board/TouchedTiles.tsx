import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { inPhase } from '../app/in-phase.ts';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { useExplain } from '../explain/context.ts';
import type { PictureTile } from '../picture/looks.ts';
import { byAttention, isAbnormal, spokenTile } from './tile-view.ts';

/** More elements would cost what the picture saves; a cell's counts tell of all others. */
const mostTouched = 200;

/** Real elements over the tiles of a picture: the worst, for the keyboard and for voices, and the one that is explained. */
export function TouchedTiles({ tiles }: { tiles: readonly PictureTile[] }) {
  const places = useMemo(() => new Map(tiles.map((tile) => [tile.index, tile])), [tiles]);
  const explained = useExplain((state) => state.open);
  const worst = useDesk(
    useShallow((state) =>
      [...state.shown.entries()]
        .filter(([index, status]) => isAbnormal(status.health) && places.has(index))
        .map(([index, status]) => ({ index, status }))
        .toSorted(byAttention)
        .slice(0, mostTouched)
        .map(({ index }) => index),
    ),
  );
  const chosen = explained === null ? undefined : tiles.find(({ component }) => component.id === explained)?.index;
  const touched = chosen === undefined || worst.includes(chosen) ? worst : [...worst, chosen];
  return touched.map((index) => {
    const tile = places.get(index);
    return tile && <Touched key={tile.component.id} tile={tile} explained={index === chosen} />;
  });
}

function Touched({ tile: { component, index, rect }, explained }: { tile: PictureTile; explained: boolean }) {
  const health = useDesk((state) => state.shown[index]?.health);
  const blinks = useDesk((state) => state.blinking.has(component.id));
  const label = useDesk((state) => {
    const mine = state.shown[index];
    return mine ? spokenTile(component, mine, state.toldSecond) : component.name;
  });
  return (
    <div
      className={explained ? 'touched explained' : 'touched'}
      style={placeOf(rect)}
      role="button"
      tabIndex={-1}
      aria-label={label}
      data-component={component.id}
      data-health={health}
    >
      {blinks && <span className="blink" ref={inPhase} />}
    </div>
  );
}

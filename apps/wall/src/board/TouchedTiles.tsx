import type { Status } from '@yagura/contract';
import { useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { inPhase } from '../app/in-phase.ts';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { useExplain } from '../explain/context.ts';
import { directions, neighbour } from '../explain/neighbour.ts';
import type { PictureTile } from '../picture/looks.ts';
import { byAttention, isAbnormal } from './tile-view.ts';
import { useSpokenTile } from './use-spoken-tile.ts';

/** More elements would cost what the picture saves; a cell's counts tell of all others. */
const mostTouched = 200;

/** Real elements over the tiles of a picture, for the keyboard and for voices: the worst, the one that is explained, and from where the focus is the next on each side. */
export function TouchedTiles({ tiles }: { tiles: readonly PictureTile[] }) {
  const places = useMemo(() => new Map(tiles.map((tile) => [tile.index, tile])), [tiles]);
  const [focused, setFocused] = useState<number | null>(null);
  const beside = useMemo(() => (focused === null ? [] : besideOf(tiles, focused)), [tiles, focused]);
  const explained = useExplain((state) => state.open);
  const chosen = tiles.find(({ component }) => component.id === explained)?.index;
  const worst = useDesk(useShallow((state) => worstOf(state.shown, places)));
  // Where all is well somebody has to be able to begin somewhere.
  const first = worst.length === 0 ? tiles[0]?.index : undefined;
  return [...new Set([...worst, first, chosen, focused, ...beside])].map((index) => {
    const tile = places.get(index ?? Number.NaN);
    return tile && <Touched key={tile.component.id} tile={tile} explained={index === chosen} onFocus={setFocused} />;
  });
}

function worstOf(shown: readonly Status[], places: ReadonlyMap<number, PictureTile>): number[] {
  return [...shown.entries()]
    .filter(([index, status]) => isAbnormal(status.health) && places.has(index))
    .map(([index, status]) => ({ index, status }))
    .toSorted(byAttention)
    .slice(0, mostTouched)
    .map(({ index }) => index);
}

function besideOf(tiles: readonly PictureTile[], from: number): number[] {
  const placed = tiles.map(({ index, rect }) => ({ id: String(index), rect }));
  return Object.values(directions).flatMap((direction) => {
    const found = neighbour(placed, String(from), direction);
    return found === null ? [] : [Number(found)];
  });
}

interface TouchedProps {
  readonly tile: PictureTile;
  readonly explained: boolean;
  readonly onFocus: (index: number) => void;
}

function Touched({ tile: { component, index, rect }, explained, onFocus }: TouchedProps) {
  const health = useDesk((state) => state.shown[index]?.health);
  const blinks = useDesk((state) => state.blinking.has(component.id));
  const label = useSpokenTile(component, index);
  return (
    <div
      className={explained ? 'touched explained' : 'touched'}
      style={placeOf(rect)}
      role="button"
      tabIndex={-1}
      aria-label={label}
      data-component={component.id}
      data-health={health}
      onFocus={() => onFocus(index)}
    >
      {blinks && <span className="blink" ref={inPhase} />}
    </div>
  );
}

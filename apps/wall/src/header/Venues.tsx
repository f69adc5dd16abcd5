import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { venueBand, type VenueBand, type VenueTile } from './venue-band.ts';

const nowhere: readonly [] = [];

/** In units: in less a market's name and its countdown are not read; and from here on nothing of them has to be left away. */
const [leastTile, roomyTile] = [138, 160];
/** In parts of letters that carry. */
const leastFar = 3.8;
/** In units: beside all tiles, and between two. */
const [beside, gap] = [40, 6];

interface VenuesProps {
  /** In units, as are the letters. */
  readonly width: number;
  /** null: they are read up close. */
  readonly far: number | null;
}

/** Where each market stands, at its fixed place. From afar its name and how long until it changes; how it stands is told by its look. */
export function Venues({ width, far }: VenuesProps) {
  const room = Math.max(1, Math.floor((width - beside + gap) / ((far === null ? leastTile : leastFar * far) + gap)));
  const { tiles, rest } = useBand(room, far === null ? 2 : 1);
  if (tiles.length === 0 && rest === null) return null;
  const tile = (width - beside + gap) / (tiles.length + (rest === null ? 0 : 1)) - gap;
  return <Band tiles={tiles} rest={rest} tight={far !== null || tile < roomyTile} />;
}

/** As many as a hand holds. */
export function VenuesInHand() {
  return <Band {...useBand(mostInHand, 2)} tight />;
}

const mostInHand = 6;

function useBand(room: number, kinds: number): VenueBand {
  const markets = useDesk((state) => state.board?.markets) ?? nowhere;
  const second = useDesk((state) => state.toldSecond);
  return useMemo(() => venueBand(markets, second, room, kinds), [markets, second, room, kinds]);
}

function Band({ tiles, rest, tight }: VenueBand & { readonly tight: boolean }) {
  if (tiles.length === 0 && rest === null) return null;
  return (
    <ul className="venues" aria-label="Markets">
      {tiles.map((tile) => (
        <Venue key={tile.calendar} tile={tile} tight={tight} />
      ))}
      {rest !== null && <li className="venue rest value">{rest}</li>}
    </ul>
  );
}

function Venue({ tile, tight }: { tile: VenueTile; tight: boolean }) {
  const { calendar, phase, phaseWord, next, soon } = tile;
  return (
    <li className={`venue ${phase}${soon ? ' soon' : ''}`} data-market={calendar}>
      <b>{calendar}</b> <span className="phase value">{phaseWord}</span>{' '}
      {next !== null && (
        <span className="next value">
          <span>{tight ? next.words : `${next.words} in`}</span> <i>{next.left}</i>
        </span>
      )}
    </li>
  );
}

import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { venueBand, type VenueTile } from './venue-band.ts';

const nowhere: readonly [] = [];

/** Where each market stands, at its fixed place. `room`: how many tiles there are at most. */
export function Venues({ room }: { room: number }) {
  const markets = useDesk((state) => state.board?.markets) ?? nowhere;
  const second = useDesk((state) => state.toldSecond);
  const { tiles, rest } = useMemo(() => venueBand(markets, second, room), [markets, second, room]);
  if (markets.length === 0) return null;
  return (
    <ul className="venues" aria-label="Markets">
      {tiles.map((tile) => (
        <Venue key={tile.calendar} tile={tile} />
      ))}
      {rest !== null && <li className="venue rest value">{rest}</li>}
    </ul>
  );
}

function Venue({ tile: { calendar, phase, phaseWord, next, soon } }: { tile: VenueTile }) {
  return (
    <li className={`venue ${phase}${soon ? ' soon' : ''}`} data-market={calendar}>
      <b>{calendar}</b> <span className="phase value">{phaseWord}</span>{' '}
      {next !== null && <span className="next value">{next}</span>}
    </li>
  );
}

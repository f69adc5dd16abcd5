import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { marketsLine } from './markets-line.ts';

const nowhere: readonly [] = [];

/** Where each market stands. Whole items only: what has no room is left away, and it is what changes last. */
export function Markets() {
  const markets = useDesk((state) => state.board?.markets) ?? nowhere;
  const second = useDesk((state) => state.toldSecond);
  const line = useMemo(() => marketsLine(markets, second), [markets, second]);
  if (line.length === 0) return null;
  return (
    <ul className="markets" aria-label="Markets, those that change next first">
      {line.map(({ phase, name, next }) => (
        <li key={name} className={`value ${phase}`}>
          <b>{name}</b>
          {next !== null && <span>{next}</span>}
        </li>
      ))}
    </ul>
  );
}

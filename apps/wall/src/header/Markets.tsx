import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { marketsLine } from './markets-line.ts';
import { openingsLine } from './openings-line.ts';

const nowhere: readonly [] = [];

/** Where each market stands. Whole items only: what has no room is left away, and it is what changes last. */
export function Markets() {
  const markets = useDesk((state) => state.board?.markets) ?? nowhere;
  const second = useDesk((state) => state.toldSecond);
  const line = useMemo(() => marketsLine(markets, second), [markets, second]);
  const opened = useDesk((state) => state.board?.openings) ?? nowhere;
  const openings = useMemo(() => openingsLine(opened, second), [opened, second]);
  if (line.length + openings.length === 0) return null;
  return (
    <ul className="markets" aria-label="Markets, those that change next first">
      {openings.map(({ calendar, text, missing }) => (
        <li key={`opened ${calendar}`} className="value opened">
          <b>{text}</b>
          {missing !== null && <span>{missing}</span>}
        </li>
      ))}
      {line.map(({ phase, name, next }) => (
        <li key={name} className={`value ${phase}`}>
          <b>{name}</b>
          {next !== null && <span>{next}</span>}
        </li>
      ))}
    </ul>
  );
}

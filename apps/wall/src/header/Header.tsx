import { healths } from '@yagura/contract';
import { clockOf, healthWords } from '@yagura/domain';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { Shape } from '../board/Shape.tsx';
import { ViewName } from '../views/ViewName.tsx';
import { Coming } from './Coming.tsx';
import { SiteClocks } from './SiteClocks.tsx';
import { Venues } from './Venues.tsx';
import { Vital } from './Vital.tsx';

/** In units: in less a market's name and its countdown are not read. */
const leastVenue = 138;
const besideVenues = 40;

export function Header({ area, unit }: { area: Rect; unit: number }) {
  return (
    <header style={placeOf(area)}>
      <div className="header-now">
        <div className="desk">
          <UtcClock />
          <div className="desk-line">
            <Desk />
            <ViewName />
          </div>
        </div>
        <div className="elsewhere">
          <SiteClocks />
          <Coming />
        </div>
        <CountsByHealth />
        <Vital />
      </div>
      <Venues room={Math.floor((area.width / unit - besideVenues) / leastVenue)} />
    </header>
  );
}

export function UtcClock() {
  const clock = useDesk((state) => clockOf(state.second * 1000));
  return (
    <div className="utc" role="timer" aria-label={`${clock} UTC`}>
      {clock}
      <small>UTC</small>
    </div>
  );
}

export function Desk() {
  const name = useDesk((state) => state.board?.layout.desk.name);
  const simulated = useDesk((state) => state.board?.layout.desk.simulated ?? false);
  return (
    <div className="desk-name">
      <b>{name}</b>
      {simulated && <span className="badge">SIMULATED</span>}
    </div>
  );
}

/** States that nobody needs to count while nothing is in them. */
const onlyWhenPresent = new Set(['planned', 'closed']);

export function CountsByHealth() {
  const counts = useDesk((state) => state.counts);
  return (
    <div className="counts" role="status" aria-label="Components by state">
      {healths.map((health) => {
        const count = counts[health];
        if (count === 0 && onlyWhenPresent.has(health)) return null;
        return (
          <div key={health} className={`chip ${health}${count === 0 ? ' zero' : ''}`} data-testid={`counts-${health}`}>
            <Shape health={health} />
            <b className="value">{count}</b>
            <small>{healthWords[health]}</small>
          </div>
        );
      })}
    </div>
  );
}

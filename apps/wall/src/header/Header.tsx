import { healths } from '@yagura/contract';
import { clockOf, healthWords } from '@yagura/domain';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { Shape } from '../board/Shape.tsx';
import { ViewName } from '../views/ViewName.tsx';
import { Coming } from './Coming.tsx';
import { SiteClocks } from './SiteClocks.tsx';
import { Venues } from './Venues.tsx';
import { Vital } from './Vital.tsx';

interface HeaderProps {
  readonly area: Rect;
  readonly unit: number;
  /** Letters that carry across the room, in pixels; null: it is read up close. */
  readonly far: number | null;
}

/** What is true everywhere: the hour, how many are how, whether this screen lives, and where each market stands. */
export function Header({ area, unit, far }: HeaderProps) {
  const letters = withVariables({ '--far': `${far ?? 0}px` }, placeOf(area));
  return (
    <header className={far === null ? '' : 'far'} style={letters}>
      <div className="header-now">
        <div className="desk">
          <UtcClock />
          <div className="desk-line">
            <Desk />
            <ViewName />
          </div>
        </div>
        <div className="elsewhere">
          {far === null && <SiteClocks />}
          <Coming />
        </div>
        <CountsByHealth />
        <Vital />
      </div>
      <Venues width={area.width / unit} far={far === null ? null : far / unit} />
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

import type { Alarm } from '@yagura/contract';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { AlarmCard, CompactAlarm } from './AlarmCard.tsx';
import { Calm } from './Calm.tsx';
import { Findings, findingsHeight } from './Findings.tsx';
import { planRail } from './rail-plan.ts';
import { Sites, sitesHeight } from './Sites.tsx';

interface RailProps {
  readonly area: Rect;
  readonly unit: number;
  readonly beside: boolean;
}

/** What needs a person, by priority then age. It lists alarms, not components. */
export function Rail({ area, unit, beside }: RailProps) {
  const alarms = useDesk((state) => state.board?.alarms) ?? [];
  const findings = useDesk((state) => state.board?.findings) ?? [];
  const sites = useDesk((state) => state.board?.layout.sites) ?? [];
  const below = beside ? 0 : sitesHeight(sites.length, area.height / unit) * unit;
  const room = {
    width: beside ? area.width * 0.58 : area.width,
    height: area.height - below - headHeight * unit - findingsHeight(findings, area.width / unit) * unit,
  };
  return (
    <aside className={beside ? 'rail beside' : 'rail'} style={placeOf(area)} aria-label="What needs a person">
      <div className="alarms">
        <Head alarms={alarms} />
        <Findings findings={findings} />
        {alarms.length === 0 ? <Calm /> : <Alarms alarms={alarms} room={room} unit={unit} />}
      </div>
      <Sites sites={sites} height={area.height / unit} />
    </aside>
  );
}

const headHeight = 40;

function Head({ alarms }: { alarms: readonly Alarm[] }) {
  const told = priorities(alarms);
  return (
    <h2>
      <span>Alarms</span>
      {told !== '' && <span className="value">{told}</span>}
    </h2>
  );
}

interface AlarmsProps {
  readonly alarms: readonly Alarm[];
  readonly room: { readonly width: number; readonly height: number };
  readonly unit: number;
}

function Alarms({ alarms, room, unit }: AlarmsProps) {
  const plan = planRail(
    alarms.map(({ sentence }) => ({ letters: sentence.length })),
    room,
    unit,
  );
  const shown = plan.full + plan.compact;
  return (
    <ol className="alarm-list">
      {alarms.slice(0, plan.full).map((alarm) => (
        <AlarmCard key={alarm.id} alarm={alarm} />
      ))}
      {alarms.slice(plan.full, shown).map((alarm) => (
        <CompactAlarm key={alarm.id} alarm={alarm} />
      ))}
      {plan.hidden > 0 && (
        <li className="more value">
          + {plan.hidden} more · {priorities(alarms.slice(shown))}
        </li>
      )}
    </ol>
  );
}

/** "1 P1 · 2 P2" */
export function priorities(alarms: readonly Alarm[]): string {
  return [1, 2, 3]
    .map((priority) => ({ priority, count: alarms.filter((alarm) => alarm.priority === priority).length }))
    .filter(({ count }) => count > 0)
    .map(({ priority, count }) => `${count} P${priority}`)
    .join(' · ');
}

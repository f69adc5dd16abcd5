import type { Alarm } from '@yagura/contract';
import { useUnseen, Waiting } from '../incidents/Waiting.tsx';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { useLetters } from '../screen/use-letters.ts';
import { AlarmCard, CompactAlarm } from './AlarmCard.tsx';
import { Calm } from './Calm.tsx';
import { Findings, findingsHeight } from './Findings.tsx';
import { planRail, type RailPlan } from './rail-plan.ts';
import { floodText, railLines, rateText } from './rate-text.ts';
import { Sites, sitesHeight } from './Sites.tsx';
import { byUrgency, priorities } from './urgency.ts';

interface RailProps {
  readonly area: Rect;
  readonly unit: number;
  readonly beside: boolean;
}

/** What needs a person, by priority then age. It lists alarms, not components. */
export function Rail({ area, unit: near, beside }: RailProps) {
  const far = useLetters()?.read ?? 0;
  const scale = Math.max(1, far / (titleLetters * near));
  const unit = near * scale;
  const rate = useDesk((state) => state.board?.rate) ?? null;
  const fresh = useDesk((state) => state.blinking);
  const urgent = byUrgency(useDesk((state) => state.board?.alarms) ?? []);
  const flood = floodText(rate);
  const lines = railLines(urgent, flood !== null, fresh);
  const alarms = lines.map(({ alarm }) => alarm);
  const findings = useDesk((state) => state.board?.findings) ?? [];
  const sites = useDesk((state) => state.board?.layout.sites) ?? [];
  const isFar = scale > 1;
  const sitesTake = sitesHeight(sites.length, area.height / unit, beside) * unit;
  const width = beside ? area.width * shareBeside : area.width;
  const waiting = useUnseen() > 0 ? waitingHeight : 0;
  const calm = alarms.every(({ muted }) => muted);
  const above = headHeight + waiting + (calm ? calmHeight : 0) + (flood === null ? 0 : floodHeight);
  const height = area.height - (above + findingsHeight(findings, width / unit)) * unit;
  const letters = lines.map(({ alarm, brief }) => ({ letters: alarm.sentence.length, brief: brief || isFar }));
  const look = isFar ? 'far' : flood === null ? 'near' : 'flood';
  const withSites = planRail(letters, { width, height: beside ? height : height - sitesTake }, unit, look);
  // An alarm that has no place outweighs a roll-up that the map shows as well.
  const crowded = !beside && withSites.hidden > 0;
  const plan = crowded ? planRail(letters, { width, height }, unit, look) : withSites;
  return (
    <aside
      className={`rail${beside ? ' beside' : ''}${isFar ? ' far' : flood === null ? '' : ' in-flood'}`}
      style={withVariables({ '--u': `${unit}px` }, placeOf(area))}
      aria-label="What needs a person"
    >
      <div className="alarms">
        <Head alarms={alarms} rate={isFar ? null : rateText(rate)} brief={isFar} />
        {flood !== null && (
          <p className="flood value" role="status">
            {flood}
          </p>
        )}
        <Findings findings={findings} />
        {calm && <Calm muted={alarms.length} />}
        {alarms.length > 0 && <Alarms alarms={alarms} plan={plan} />}
        <Waiting />
      </div>
      {sitesTake > 0 && !crowded && <Sites sites={sites} />}
    </aside>
  );
}

/** In units, as in rail.css: what a title is set in, and from afar its state as well. */
const titleLetters = 26;
/** Of a rail that lies below the map, as in rail.css. */
const shareBeside = 0.58;
const headHeight = 40;
const waitingHeight = 40;
const floodHeight = 56;
const calmHeight = 256;

/** In brief the counts say of what they are. */
function Head({ alarms, rate, brief }: { alarms: readonly Alarm[]; rate: string | null; brief: boolean }) {
  const told = [priorities(alarms), rate ?? ''].filter((part) => part !== '').join(' · ');
  return (
    <h2>
      {!(brief && told !== '') && <span>Alarms</span>}
      {told !== '' && <span className="value">{told}</span>}
    </h2>
  );
}

function Alarms({ alarms, plan }: { alarms: readonly Alarm[]; plan: RailPlan }) {
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

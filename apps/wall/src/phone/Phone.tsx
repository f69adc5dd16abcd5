import { layers, type Alarm } from '@yagura/contract';
import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useDesk } from '../app/wall.ts';
import { layerNames } from '../board/attributes.ts';
import { RollUp } from '../board/RollUp.tsx';
import { Shape } from '../board/Shape.tsx';
import { byAttention, isAbnormal, stateText, whyText } from '../board/tile-view.ts';
import { Coming } from '../header/Coming.tsx';
import { CountsByHealth, Desk, UtcClock } from '../header/Header.tsx';
import { VenuesInHand } from '../header/Venues.tsx';
import { Oldest, Pulse } from '../header/Vital.tsx';
import { ListButton } from '../incidents/Waiting.tsx';
import { WhoButton } from '../people/WhoButton.tsx';
import { Marks } from '../board/Marks.tsx';
import { marksOf } from '../board/tile-marks.ts';
import { AlarmCard, CompactAlarm } from '../rail/AlarmCard.tsx';
import { Calm } from '../rail/Calm.tsx';
import { PlannedButton } from '../waivers/InForce.tsx';
import { Findings } from '../rail/Findings.tsx';
import { floodText, railLines, rateText } from '../rail/rate-text.ts';
import { byUrgency } from '../rail/urgency.ts';

/** In the lead's hand: worst first, and what is well in one line a layer; or the page that the address names. */
export function Phone({ page }: { page: ReactNode }) {
  return (
    <div className="phone">
      <header>
        <UtcClock />
        <div className="phone-live">
          <Pulse />
          <Oldest />
        </div>
      </header>
      {page ?? <Now />}
    </div>
  );
}

function Now() {
  const alarms = byUrgency(useDesk((state) => state.board?.alarms) ?? []);
  const findings = useDesk((state) => state.board?.findings) ?? [];
  const calling = alarms.filter(({ muted }) => !muted);
  const muted = alarms.filter((alarm) => alarm.muted);
  const rate = useDesk((state) => state.board?.rate) ?? null;
  const flood = floodText(rate);
  const told = rateText(rate);
  const fresh = useDesk((state) => state.blinking);
  const lines = railLines(calling, flood !== null, fresh);
  return (
    <main>
      <div className="phone-desk">
        <Desk />
        <WhoButton />
      </div>
      <Coming />
      <VenuesInHand />
      <CountsByHealth />
      {flood !== null && (
        <p className="flood value" role="status">
          {flood}
        </p>
      )}
      <Findings findings={findings} />
      {calling.length === 0 ? (
        <Calm muted={muted.length} />
      ) : (
        <>
          <h2>Alarms, worst first{told !== null && <span className="value"> · {told}</span>}</h2>
          <ol className="alarm-list">
            {lines.map(({ alarm, brief }) =>
              brief ? <CompactAlarm key={alarm.id} alarm={alarm} /> : <AlarmCard key={alarm.id} alarm={alarm} />,
            )}
          </ol>
        </>
      )}
      {muted.length > 0 && <Muted alarms={muted} />}
      <ListButton />
      <PlannedButton />
      <Abnormal />
      <ByLayer />
    </main>
  );
}

/** What calls for nobody until its mute is over. */
function Muted({ alarms }: { alarms: readonly Alarm[] }) {
  return (
    <>
      <h2>Muted</h2>
      <ol className="alarm-list">
        {alarms.map((alarm) => (
          <CompactAlarm key={alarm.id} alarm={alarm} />
        ))}
      </ol>
    </>
  );
}

function Abnormal() {
  const indexes = useDesk(
    useShallow((state) =>
      [...state.told.entries()]
        .filter(([, status]) => isAbnormal(status.health))
        .map(([index, status]) => ({ index, status }))
        .toSorted(byAttention)
        .map(({ index }) => index),
    ),
  );
  if (indexes.length === 0) return null;
  return (
    <>
      <h2>Abnormal components</h2>
      <ul className="abnormal">
        {indexes.map((index) => (
          <Line key={index} index={index} />
        ))}
      </ul>
    </>
  );
}

function Line({ index }: { index: number }) {
  const component = useDesk((state) => state.board?.layout.components[index]);
  const status = useDesk((state) => state.told[index]);
  const shown = useDesk((state) => state.shown[index]?.health);
  const isDeskSimulated = useDesk(({ board }) => board?.layout.desk.simulated ?? false);
  const text = useDesk((state) => {
    const told = state.told[index];
    return told ? stateText(told, state.toldSecond) : '';
  });
  if (!component || !status) return null;
  return (
    <li className={status.health} tabIndex={-1} data-component={component.id} data-health={shown}>
      <Shape health={status.health} />
      <div>
        <button type="button" className="line-name value">
          {component.id} <Marks marks={marksOf(status, isDeskSimulated)} />
        </button>
        <small className="value">
          {component.unregistered ? 'Unregistered' : component.name}
          {status.flags.includes('muted') && ' · muted'} · {whyText(status)}
        </small>
      </div>
      <i className="value">{text}</i>
    </li>
  );
}

function ByLayer() {
  const components = useDesk((state) => state.board?.layout.components);
  const rows = useMemo(() => {
    const known = [...(components ?? []).entries()];
    return layers
      .map((layer) => ({
        layer,
        members: known.flatMap(([at, each]) => (each.layer === layer && !each.unregistered ? [at] : [])),
      }))
      .filter(({ members }) => members.length > 0);
  }, [components]);
  return (
    <>
      <h2>By layer</h2>
      <ul className="by-layer">
        {rows.map(({ layer, members }) => (
          <li key={layer}>
            <span>{layerNames[layer]}</span>
            <RollUp members={members} />
          </li>
        ))}
      </ul>
    </>
  );
}

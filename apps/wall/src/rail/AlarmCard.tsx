import type { Alarm } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { memo } from 'react';
import { inPhase } from '../app/in-phase.ts';
import { useDesk } from '../app/wall.ts';
import { ageText } from '../board/age.ts';
import { Mark } from '../board/Marks.tsx';
import { MutedMark } from '../board/MutedMark.tsx';
import { mutedText } from '../waivers/waivers-line.ts';
import { mutesOf } from '../waivers/waivers-of.ts';
import { whoText } from './who-text.ts';
import { Shape } from '../board/Shape.tsx';

interface AlarmProps {
  readonly alarm: Alarm;
}

export const AlarmCard = memo(function AlarmCard({ alarm }: AlarmProps) {
  return (
    <li className={cardClass(alarm)} data-alarm={alarm.id} data-priority={alarm.priority}>
      <div className="alarm-title">
        <Priority alarm={alarm} />
        <Title alarm={alarm} />
      </div>
      <p className="value">{alarm.sentence}</p>
      <div className="alarm-foot">
        <State alarm={alarm} />
        <Where alarm={alarm} />
        <IsMuted alarm={alarm} />
        <WhoHasIt alarm={alarm} />
      </div>
      <Blink alarm={alarm} />
    </li>
  );
});

export const CompactAlarm = memo(function CompactAlarm({ alarm }: AlarmProps) {
  return (
    <li
      className={`${cardClass(alarm)} compact`}
      data-alarm={alarm.id}
      data-priority={alarm.priority}
      aria-description={alarm.sentence}
    >
      <Priority alarm={alarm} />
      <Title alarm={alarm} />
      <IsMuted alarm={alarm} />
      <IsTaken alarm={alarm} />
      <State alarm={alarm} short />
      <Blink alarm={alarm} />
    </li>
  );
});

function cardClass({ priority, health, muted }: Alarm): string {
  return `alarm p${priority} ${health}${muted ? ' muted' : ''}`;
}

/** Nothing is announced of it, and until when. */
function IsMuted({ alarm }: AlarmProps) {
  const text = useDesk(({ board }) => mutedText(alarm.muted, mutesOf(board?.waivers ?? [], alarm.members)));
  return (
    text && (
      <span className="is-muted value">
        <MutedMark /> {text}
      </span>
    )
  );
}

/** Pressing it asks why; the click is taken by the wall. */
function Title({ alarm }: AlarmProps) {
  return (
    <button type="button" className="alarm-name value">
      {alarm.title}
    </button>
  );
}

function Priority({ alarm }: AlarmProps) {
  return <span className="priority">P{alarm.priority}</span>;
}

function State({ alarm, short = false }: AlarmProps & { readonly short?: boolean }) {
  const age = useDesk((state) => ageText(state.toldSecond - alarm.since / 1000));
  return (
    <span className="alarm-state value">
      <Shape health={alarm.health} />
      {short ? age : `${healthWords[alarm.health]} ${age}`}
    </span>
  );
}

function Where({ alarm }: AlarmProps) {
  const site = useDesk((state) => state.board?.layout.sites.find(({ id }) => id === alarm.site)?.name);
  // How many it is about matters more than the instant, whose age stands beside it.
  return (
    <span className="where value">
      {site !== undefined && <span>{site}</span>}
      {alarm.memberCount > 1 && <span>· {alarm.memberCount} components</span>}
    </span>
  );
}

function WhoHasIt({ alarm }: AlarmProps) {
  const incident = useDesk((state) => state.board?.incidents.find(({ id }) => id === alarm.id));
  const second = useDesk((state) => state.toldSecond);
  const who = whoText(incident, second);
  return (
    who && (
      <span className={who.late ? 'has-it late value' : 'has-it value'}>
        {who.taken && <Mark mark="taken" />} {who.text}
      </span>
    )
  );
}

/** In short: that somebody has it, by its sign. */
function IsTaken({ alarm }: AlarmProps) {
  const owner = useDesk((state) => state.board?.incidents.find(({ id }) => id === alarm.id)?.owner?.person);
  return owner === undefined ? null : (
    <span className="is-taken" role="img" aria-label={`taken by ${owner}`}>
      <Mark mark="taken" />
    </span>
  );
}

function Blink({ alarm }: AlarmProps) {
  const blinks = useDesk((state) => state.blinking.has(alarm.id));
  return blinks ? <span className="blink" ref={inPhase} /> : null;
}

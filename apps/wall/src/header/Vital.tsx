import { useDesk } from '../app/wall.ts';
import { shortAge } from '../board/age.ts';
import { WhoButton } from '../people/WhoButton.tsx';
import { SoundSign } from '../sound/SoundSign.tsx';
import { hopAge, hopsOf } from './hops.ts';

/** Whether this screen lives: the dot beats with every frame received and at nothing else. */
export function Vital() {
  return (
    <div className="vital">
      <div className="vital-now">
        <Pulse />
        <Oldest />
      </div>
      <Hops />
      <div className="vital-here">
        <SoundSign />
        <WhoButton />
      </div>
    </div>
  );
}

const coverWords = { offline: 'OFFLINE', blind: 'NO SIGHT', slept: 'PAUSED' } as const;

export function Pulse() {
  const odd = useDesk((state) => state.frames % 2 === 1);
  const cover = useDesk((state) => state.cover?.kind ?? null);
  return (
    <span className={`live ${cover ?? 'seeing'}`}>
      <span className={odd ? 'pulse odd' : 'pulse even'} data-testid="pulse" />
      {cover === null ? 'LIVE' : coverWords[cover]}
    </span>
  );
}

export function Oldest() {
  const text = useDesk((state) => (state.oldestMs === null ? 'no data' : shortAge(state.oldestMs)));
  return (
    <span className="oldest">
      oldest data <b className="value">{text}</b>
    </span>
  );
}

function Hops() {
  const pulse = useDesk((state) => state.pulse);
  if (pulse === null) return null;
  return (
    <div className="hops" aria-label="Age of each hop">
      {hopsOf(pulse).map(({ name, ageMs, lost }) => (
        <span key={name} className={lost ? 'hop lost' : 'hop'}>
          {name} <b className="value">{hopAge(ageMs)}</b>
        </span>
      ))}
    </div>
  );
}

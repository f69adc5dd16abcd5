import { clockOf } from '@yagura/domain';
import { ageText } from '../board/age.ts';
import { useDesk } from './wall.ts';

const patienceSeconds = 3;

/** Before the first picture. After three seconds without one it is a wall without a relay, and says so. */
export function Connecting() {
  const since = useDesk((state) => state.startedAt.calendar);
  const waited = useDesk((state) => state.second - Math.floor(state.startedAt.calendar / 1000));
  const linked = useDesk((state) => state.unlinkedAt === null);
  if (waited < patienceSeconds)
    return (
      <div className="whole" role="status">
        <h1>Connecting</h1>
      </div>
    );
  return (
    <div className="whole" role="alert" data-cover="offline">
      <h1>{linked ? 'NO SIGHT' : 'DISPLAY OFFLINE'}</h1>
      <p>
        since {clockOf(since)} · {ageText(waited)}
      </p>
      <p>
        {linked
          ? 'The relay answers, but has no picture yet. This screen goes on asking.'
          : 'No relay answers yet. This screen goes on trying.'}
      </p>
    </div>
  );
}

import { clockOf } from '@yagura/domain';
import { ageText } from '../board/age.ts';
import { useDesk } from './wall.ts';

const patienceSeconds = 3;

/** Before the first picture. After three seconds without one it is a wall without a relay, and says so. */
export function Connecting() {
  // The calendar of this machine may be a day off; how long it waited it knows all the same.
  const waited = useDesk((state) => Math.floor((state.reading.monotonic - state.startedAt.monotonic) / 1000));
  const since = useDesk((state) => state.second - waited) * 1000;
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

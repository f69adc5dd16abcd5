import { useDesk } from '../app/wall.ts';
import { watchedText } from './calm-text.ts';

export function Calm() {
  const watched = useDesk((state) => watchedText(state.counts));
  const collectors = useDesk((state) => state.board?.collectors.filter(({ blind }) => !blind).length ?? 0);
  const every = useDesk((state) => state.board?.collectors.length ?? 0);
  return (
    <div className="calm" data-testid="calm">
      <b>Nothing needs you.</b>
      <p className="value">{watched}</p>
      <p className="value">
        {collectors} of {every} {every === 1 ? 'collector hears' : 'collectors hear'}.
      </p>
    </div>
  );
}

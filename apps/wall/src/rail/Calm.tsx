import { useDesk } from '../app/wall.ts';
import { hearingText, lastChangeText, watchedText } from './calm-text.ts';

export function Calm() {
  const watched = useDesk((state) => watchedText(state.counts));
  const hearing = useDesk((state) => hearingText(state.board?.collectors ?? []));
  const last = useDesk((state) => lastChangeText(state.board?.strip ?? [], state.toldSecond));
  return (
    <div className="calm" data-testid="calm">
      <b>Nothing needs you.</b>
      <p className="value">{watched}</p>
      <p className="value">{hearing}</p>
      <p className="value">{last}</p>
    </div>
  );
}

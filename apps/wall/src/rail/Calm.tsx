import { useDesk } from '../app/wall.ts';
import { headText, hearingText, lastChangeText, watchedText } from './calm-text.ts';

export function Calm() {
  const head = useDesk(({ cover, board, counts }) =>
    headText({ covered: cover !== null, findings: board?.findings.length ?? 0, counts }),
  );
  const watched = useDesk((state) => watchedText(state.counts));
  const hearing = useDesk((state) => hearingText(state.board?.collectors ?? []));
  const last = useDesk((state) => lastChangeText(state.board?.strip ?? [], state.toldSecond));
  return (
    <div className="calm" data-testid="calm">
      <b>{head}</b>
      <p className="value">{watched}</p>
      <p className="value">{hearing}</p>
      <p className="value">{last}</p>
    </div>
  );
}

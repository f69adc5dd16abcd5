import { useDesk } from '../app/wall.ts';
import { calmText, headText, hearingText, lastChangeText, watchedText } from './calm-text.ts';

/** Nobody is called for; what is muted stands below it. */
export function Calm({ muted }: { muted: number }) {
  const head = useDesk(({ cover, board, counts }) =>
    headText({ muted, covered: cover !== null, findings: board?.findings.length ?? 0, counts }),
  );
  const watched = useDesk((state) => watchedText(state.counts));
  const hearing = useDesk((state) => hearingText(state.board?.collectors ?? []));
  const last = useDesk((state) => lastChangeText(state.board?.strip ?? [], state.toldSecond));
  return (
    <div className={muted > 0 ? 'calm muted' : 'calm'} data-testid="calm">
      <b className={head === calmText ? 'well' : ''}>{head}</b>
      <p className="value">{watched}</p>
      <p className="value">{hearing}</p>
      <p className="value">{last}</p>
    </div>
  );
}

import { clockOf } from '@yagura/domain';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { Shape } from '../board/Shape.tsx';
import { ShowMe } from '../show-me/ShowMe.tsx';

/** The last five changes, newest first. */
export function Strip({ area }: { area: Rect }) {
  const strip = useDesk((state) => state.board?.strip) ?? [];
  return (
    <footer style={placeOf(area)}>
      <ol className="changes" aria-label="Last changes">
        {strip.length === 0 && <li>No change since the desk began.</li>}
        {strip.map((entry) => (
          <li key={`${entry.at} ${entry.title} ${entry.text}`} className={entry.health ?? ''}>
            <time>{clockOf(entry.at)}</time>
            {entry.health && <Shape health={entry.health} />}
            <b>{entry.title}</b>
            <span>{entry.text}</span>
          </li>
        ))}
      </ol>
      <ShowMe />
    </footer>
  );
}

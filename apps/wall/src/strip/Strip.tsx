import { clockOf } from '@yagura/domain';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { Shape } from '../board/Shape.tsx';
import { keyOfLine } from '../desk/unseen-lines.ts';
import { ShowMe } from '../show-me/ShowMe.tsx';

/** The last five changes, newest first. Those that have no room whole are left away, the newest never is. */
export function Strip({ area, far }: { area: Rect; far: number | null }) {
  const strip = useDesk((state) => state.board?.strip) ?? [];
  const unseen = useDesk((state) => state.unseen);
  return (
    <footer style={far === null ? placeOf(area) : { ...placeOf(area), fontSize: far }}>
      <ol className="changes" aria-label="Last changes">
        {strip.length === 0 && <li>No change since the desk began.</li>}
        {strip.map((entry) => (
          <li
            key={keyOfLine(entry)}
            className={`${entry.health ?? ''}${unseen.has(keyOfLine(entry)) ? ' unseen' : ''}`}
          >
            <time>{clockOf(entry.at)}</time>
            {entry.health && <Shape health={entry.health} />}
            <b>{entry.title}</b>
            <span>{entry.text}</span>
            {unseen.has(keyOfLine(entry)) && <em>while blind</em>}
          </li>
        ))}
      </ol>
      <ShowMe />
    </footer>
  );
}

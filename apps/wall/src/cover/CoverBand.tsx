import { useDesk } from '../app/wall.ts';
import { coverWords } from './cover-words.ts';

/** Lies over everything while nothing on this screen may be taken for now. */
export function CoverBand() {
  const cover = useDesk((state) => state.cover);
  const second = useDesk((state) => (state.cover ? state.second : 0));
  if (cover === null) return null;
  const words = coverWords(cover, second);
  return (
    <div className="cover" role="alert" data-cover={cover.kind}>
      <h1>{words.title}</h1>
      <p className="since">
        <span>{words.since}</span> <span>{words.lasted}</span>
      </p>
      <p className="says">{words.text}</p>
    </div>
  );
}

import type { View } from '@yagura/contract';
import { useShallow } from 'zustand/react/shallow';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { countsOf } from '../board/RollUp.tsx';
import type { Rect } from '../board/rect.ts';
import { lineWords, outsideWords, shownWords } from './filter-words.ts';

interface FilterLineProps {
  readonly view: View;
  readonly outside: readonly number[];
  readonly rect: Rect;
  readonly unit: number;
  /** Of its letters, in pixels. */
  readonly size: number;
}

/** Nothing abnormal stands only behind a filter: the line above the map tells of it. */
export function FilterLine({ view, outside, rect, unit, size }: FilterLineProps) {
  const all = useDesk((state) => state.board?.layout.components.length ?? 0);
  const counts = useDesk(useShallow((state) => countsOf(outside, state.told)));
  const beyond = outsideWords(counts);
  const words = lineWords(view.name, shownWords(view, all, outside.length), beyond, rect.width / size);
  return (
    <p className="filter-line" role="status" style={withVariables({ '--name': `${size / unit}` }, placeOf(rect))}>
      {words.map((text) => (
        <span key={text} className={text === beyond ? 'beyond value' : ''}>
          {text}
        </span>
      ))}
    </p>
  );
}

import { MutedMark } from './MutedMark.tsx';
import type { TileMark } from './tile-marks.ts';

/** Signs beside a name; what they say is in the words of the tile. */
export function Marks({ marks }: { marks: readonly TileMark[] }) {
  return marks.map((mark) => <Mark key={mark} mark={mark} />);
}

export function Mark({ mark }: { mark: TileMark }) {
  switch (mark) {
    case 'muted':
      return <MutedMark />;
    case 'taken':
      // A dark field with a tick: seen from afar, on whatever colour.
      return (
        <svg className="sign taken-sign" viewBox="0 0 24 24" aria-hidden="true">
          <rect className="field" width="24" height="24" rx="5" />
          <path className="tick" d="M5.5 12.5l4.5 4.8 8.5-10" />
        </svg>
      );
    case 'flapping':
      return (
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
          <path className="line" d="M1.5 16L6.5 7l5.5 10L17.5 7l5 9" />
        </svg>
      );
    case 'grouped':
      return (
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
          <path className="line" d="M10 8.5H7a4.5 4.5 0 0 0 0 9h3M14 6.5h3a4.5 4.5 0 0 1 0 9h-3M8.5 12.5h7" />
        </svg>
      );
    case 'simulated':
      return (
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
          <path
            className="line"
            d="M3 3h18v18H3zM15.5 8.2c-.8-1-1.9-1.4-3.3-1.4-1.9 0-3.2.9-3.2 2.4 0 3.4 6.7 1.5 6.7 5.1 0 1.6-1.5 2.7-3.6 2.7-1.7 0-3-.6-3.9-1.8"
          />
        </svg>
      );
  }
}

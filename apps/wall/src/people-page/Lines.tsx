import { useContext, type ReactNode } from 'react';
import { LinesContext, useLines } from './lines-context.ts';

interface LinesProps {
  readonly label: string;
  /** null until they were told once. */
  readonly count: number | null;
  readonly none: string;
  readonly children: ReactNode;
}

export function Lines({ label, count, none, children }: LinesProps) {
  const away = useLines((state) => state.away);
  if (count === null) return away === null ? <p className="soft">Asking …</p> : null;
  if (count === 0) return <p className="soft">{none}</p>;
  return (
    <ul className="lines" aria-label={label}>
      {children}
    </ul>
  );
}

interface LineProps {
  readonly id: string;
  readonly faint?: boolean;
  /** What it stands for needs somebody. */
  readonly state?: string;
  readonly words: ReactNode;
  /** What can be done with it; only where it is chosen. */
  readonly acts?: ReactNode;
  /** What is being written about it. */
  readonly below?: ReactNode;
}

/** A line that has the focus is the chosen one, so eyes, voices and keys agree. */
export function Line({ id, faint = false, state, words, acts, below }: LineProps) {
  const lines = useContext(LinesContext);
  const isChosen = useLines((state) => state.chosen === id);
  const choose = () => lines.choose(id);
  return (
    <li data-state={state} className={`line${isChosen ? ' chosen' : ''}${faint ? ' faint' : ''}`}>
      <button
        type="button"
        className="line-words"
        data-line={id}
        aria-current={isChosen}
        onFocus={choose}
        onClick={choose}
      >
        {words}
      </button>
      {isChosen && acts !== undefined && <div className="line-acts">{acts}</div>}
      {below !== undefined && <div className="line-below">{below}</div>}
    </li>
  );
}

interface ActProps {
  readonly letter: string;
  readonly does: string;
  readonly onDo: () => void;
}

/** A button that says its key. */
export function Act({ letter, does, onDo }: ActProps) {
  return (
    <button type="button" onClick={onDo}>
      <kbd>{letter}</kbd> {does}
    </button>
  );
}

import { memo } from 'react';
import { useGo } from '../pages/context.ts';
import { useDesk } from '../app/wall.ts';
import { MutedMark } from '../board/MutedMark.tsx';
import { Shape } from '../board/Shape.tsx';
import { usePlanned, useRows } from './context.ts';
import { groupRows, type PlannedRow } from './planned-row.ts';
import { componentsText, stateWords } from './row-words.ts';

/** What is in force, what waits for a person, what comes, and what was lately. */
export function PlannedList() {
  const second = useDesk((state) => state.toldSecond);
  const rows = useRows(second * 1000);
  const chosen = usePlanned((state) => state.chosen);
  const groups = groupRows(rows, second * 1000);
  if (groups.length === 0)
    return <p className="planned-none">Nothing is muted and nothing is planned. M mutes, on the wall; A plans work.</p>;
  return (
    <div className="planned-list">
      {groups.map(({ title, rows: members }) => (
        <section key={title} aria-label={title}>
          <h2>
            {title} <span className="value">{members.length}</span>
          </h2>
          <ul>
            {members.map((row) => (
              <Row key={row.key} row={row} second={second} chosen={row.id === chosen} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  readonly row: PlannedRow;
  readonly second: number;
  readonly chosen: boolean;
}

const Row = memo(function Row({ row, second, chosen }: RowProps) {
  const go = useGo();
  const { id, kind, state, title, reason, owner, approvedBy, conflicts } = row;
  const { word, when, left } = stateWords(row, second * 1000);
  const spite = conflicts === 0 ? '' : ` in spite of ${conflicts}`;
  return (
    <li className={`${kind} ${state}`}>
      <button
        type="button"
        data-waiver={id}
        aria-current={chosen}
        onClick={() => go({ kind: 'planned', about: chosen ? null : id })}
      >
        <span className="planned-mark">
          {kind === 'mute' ? <MutedMark /> : <Shape health="planned" />}
          <b>{word}</b>
        </span>
        <span className="planned-what">
          <b>{title}</b>
          <small>{reason}</small>
        </span>
        <span className="planned-when value">
          <b>{when}</b>
          <small>{left}</small>
        </span>
        <span className="planned-who">
          <span>{owner}</span>
          <small>{approvedBy === null ? id : `approved by ${approvedBy}${spite}`}</small>
        </span>
        <span className="planned-of value">{componentsText(row, 3)}</span>
      </button>
    </li>
  );
});

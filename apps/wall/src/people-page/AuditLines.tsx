import type { AuditEntry } from '@yagura/contract';
import { clockOf } from '@yagura/domain';
import { memo, useContext, useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { beginningOf, dayBeside, dayOf } from './audit-day.ts';
import { choicesIn, deedWords, linesLike, piecesOf, whoWords } from './audit-lines.ts';
import { AdminContext, useAdmin } from './context.ts';
import { Act, Line, Lines } from './Lines.tsx';

const none: readonly AuditEntry[] = [];

/** A day of what is never edited. */
export function AuditLines() {
  const admin = useContext(AdminContext);
  const audit = useAdmin((state) => state.audit);
  const filter = useAdmin((state) => state.filter);
  const older = useAdmin((state) => state.older);
  const lines = useMemo(() => linesLike(audit ?? none, filter), [audit, filter]);
  const nothing = audit?.length === 0 ? 'Nothing was written on this day.' : 'No line of this day is like that.';
  return (
    <>
      <Bar shown={lines.length} />
      <Lines label="Audit" count={audit === null ? null : lines.length} none={nothing}>
        {lines.map((entry) => (
          <AuditLine key={entry.n} entry={entry} />
        ))}
      </Lines>
      {older && (
        <p className="section-acts">
          <button type="button" onClick={() => void admin.olderLines()}>
            Older lines of this day
          </button>
        </p>
      )}
    </>
  );
}

function Bar({ shown }: { readonly shown: number }) {
  const admin = useContext(AdminContext);
  const audit = useAdmin((state) => state.audit) ?? none;
  const day = useAdmin((state) => state.day);
  const older = useAdmin((state) => state.older);
  const { who, action, target } = useAdmin((state) => state.filter);
  const today = useDesk((state) => dayOf(state.toldSecond * 1000));
  const { whos, actions } = useMemo(() => choicesIn(audit), [audit]);
  const go = (days: number) => void admin.showDay(dayBeside(day, days, today));
  return (
    <div className="section-acts" role="search">
      <Act letter="←" does="Day before" onDo={() => go(-1)} />
      <DayField day={day} today={today} />
      {day !== today && <Act letter="→" does="Day after" onDo={() => go(1)} />}
      <Narrow label="Who" all="everybody" value={who} among={whos} onChoose={(one) => admin.filter({ who: one })} />
      <Narrow
        label="What"
        all="everything"
        value={action}
        among={actions}
        onChoose={(one) => admin.filter({ action: one })}
      />
      <input
        type="search"
        aria-label="Of whom or what"
        placeholder="/ of whom or what"
        value={target}
        maxLength={100}
        onChange={(event) => admin.filter({ target: event.target.value })}
      />
      <output className="soft">
        {shown === audit.length ? `${shown} lines` : `${shown} of ${audit.length} lines`}
        {older && ', the newest of this day'}
      </output>
    </div>
  );
}

/** Written as everything here tells days, in whatever way this browser would say them. */
function DayField({ day, today }: { readonly day: string; readonly today: string }) {
  const admin = useContext(AdminContext);
  const choose = (field: HTMLInputElement) => {
    const chosen = field.value.trim();
    const isOther = chosen !== day && chosen <= today && beginningOf(chosen) !== null;
    if (isOther) void admin.showDay(chosen);
    else field.value = day;
  };
  return (
    <label>
      <span>{day === today ? 'Today' : 'Day'}</span>
      <input
        key={day}
        className="audit-day"
        aria-label="Day, UTC"
        defaultValue={day}
        maxLength={10}
        spellCheck={false}
        onBlur={({ target }) => choose(target)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && choose(currentTarget)}
      />
      <span>UTC</span>
    </label>
  );
}

interface NarrowProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly among: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Narrow({ label, all, value, among, onChoose }: NarrowProps) {
  // What was chosen stays a choice on a day that has none of it.
  const choices = value === '' || among.includes(value) ? among : [value, ...among];
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{all}</option>
        {choices.map((each) => (
          <option key={each} value={each}>
            {deedWords(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** So many pieces say what a line is about, and one more takes no more room than its count; the chosen one tells them all. */
const shortly = 4;

const AuditLine = memo(function AuditLine({ entry }: { readonly entry: AuditEntry }) {
  const id = String(entry.n);
  const isChosen = useAdmin((state) => state.chosen === id);
  const pieces = useMemo(() => piecesOf(entry), [entry]);
  const shown = isChosen || pieces.length === shortly + 1 ? pieces : pieces.slice(0, shortly);
  return (
    <Line
      id={id}
      words={
        <>
          <time>{clockOf(entry.at)}</time>
          <b>{whoWords(entry.who)}</b>
          <span>{deedWords(entry.action)}</span>
          <span>{entry.target ?? ''}</span>
          <span className="pieces">
            {shown.map((piece, index) => (
              <i key={index}>{piece}</i>
            ))}
            {pieces.length > shown.length && <small>and {pieces.length - shown.length} more</small>}
            {isChosen && entry.address !== null && <small>from {entry.address}</small>}
          </span>
        </>
      }
    />
  );
});

import { routes } from '@yagura/contract';
import { clockOf } from '@yagura/domain';
import { useEffect, useState } from 'react';
import { useGo } from '../pages/context.ts';
import { useDesk } from '../app/wall.ts';
import { dayMs, monthDays, monthOf, periodText, piecesOn, stepFrom, weekDays, type Piece } from './calendar-grid.ts';
import { useRows } from './context.ts';
import type { PlannedRow } from './planned-row.ts';
import { weekdayName } from './row-words.ts';

/** Windows over the days of a week or a month, in UTC as everything here. */
export function Calendar({ view }: { view: 'week' | 'month' }) {
  const now = useDesk((state) => state.toldSecond) * 1000;
  const [at, setAt] = useState(now);
  const rows = useRows(now);
  const step = (by: 1 | -1) => setAt(stepFrom(at, view, by));
  useArrows(step);
  return (
    <div className="planned-calendar">
      <div className="calendar-head">
        <button type="button" aria-label={`The ${view} before`} onClick={() => step(-1)}>
          <kbd>←</kbd>
        </button>
        <b className="value">{periodText(at, view)}</b>
        <button type="button" aria-label={`The ${view} after`} onClick={() => step(1)}>
          <kbd>→</kbd>
        </button>
        <button type="button" onClick={() => setAt(now)}>
          Today
        </button>
        <span className="soft">UTC</span>
      </div>
      {view === 'week' ? <Week at={at} now={now} rows={rows} /> : <Month at={at} now={now} rows={rows} />}
      <Feed />
    </div>
  );
}

/** Arrows turn the pages. */
function useArrows(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const busy = event.target instanceof Element && event.target.closest('input, textarea, select, .panel, .keys');
      if (by === undefined || busy || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(by === 1 ? 1 : -1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [step]);
}

interface PartProps {
  readonly at: number;
  readonly now: number;
  readonly rows: readonly PlannedRow[];
}

function Week({ at, now, rows }: PartProps) {
  return (
    <div className="week">
      <div className="hours" aria-hidden="true">
        {[0, 4, 8, 12, 16, 20].map((hour) => (
          <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, '0')}:00
          </span>
        ))}
      </div>
      {weekDays(at).map((day, index) => (
        <section key={day} className={dayClass(day, index, now)} aria-label={dayName(day, index)}>
          <h2 className="day-name">{dayName(day, index)}</h2>
          <div className="day-hours">
            {piecesOn(day, rows).map((piece) => (
              <Block key={`${piece.item.key} ${piece.from}`} piece={piece} />
            ))}
            {now >= day && now < day + dayMs && (
              <i className="now-line" style={{ top: `${((now - day) / dayMs) * 100}%` }} />
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

function Block({ piece }: { piece: Piece<PlannedRow> }) {
  const go = useGo();
  const { item, top, height, lane, lanes } = piece;
  const place = {
    top: `${top * 100}%`,
    height: `${height * 100}%`,
    left: `${(lane / lanes) * 100}%`,
    width: `${100 / lanes}%`,
  };
  return (
    <button
      type="button"
      className={`block ${item.kind} ${item.state}`}
      style={place}
      aria-label={spoken(piece)}
      onClick={() => go({ kind: 'planned', about: item.id })}
    >
      <b className="value">{clocks(piece)}</b>
      <span>{item.title}</span>
    </button>
  );
}

const shownADay = 4;

function Month({ at, now, rows }: PartProps) {
  const go = useGo();
  const [first, next] = [monthOf(at, 0), monthOf(at, 1)];
  return (
    <div className="month">
      {monthDays(at).map((day, index) => {
        const pieces = piecesOn(day, rows);
        const more = pieces.length - shownADay;
        const name = dayName(day, index % 7);
        return (
          <section
            key={day}
            className={`${dayClass(day, index % 7, now)}${day < first || day >= next ? ' other' : ''}`}
            aria-label={name}
          >
            <h2 className="day-name">{name}</h2>
            {pieces.slice(0, shownADay).map((piece) => (
              <button
                key={`${piece.item.key} ${piece.from}`}
                type="button"
                className={`line ${piece.item.kind} ${piece.item.state}`}
                aria-label={spoken(piece)}
                onClick={() => go({ kind: 'planned', about: piece.item.id })}
              >
                <b className="value">{clockOf(piece.from).slice(0, 5)}</b> {piece.item.title}
              </button>
            ))}
            {more > 0 && <small>+ {more} more</small>}
          </section>
        );
      })}
    </div>
  );
}

function dayClass(day: number, index: number, now: number): string {
  return `day${index > 4 ? ' weekend' : ''}${now >= day && now < day + dayMs ? ' today' : ''}`;
}

function dayName(day: number, index: number): string {
  return `${weekdayName(index + 1)} ${new Date(day).getUTCDate()}`;
}

function clocks({ from, until }: Pick<Piece<PlannedRow>, 'from' | 'until'>): string {
  const end = until % dayMs === 0 ? '24:00' : clockOf(until).slice(0, 5);
  return `${clockOf(from).slice(0, 5)}–${end}`;
}

function spoken(piece: Piece<PlannedRow>): string {
  const { kind, title, state, owner } = piece.item;
  const waits = state === 'proposed' ? ', to be approved' : state === 'flexible' ? ', to be started' : '';
  return `${kind === 'mute' ? 'Mute' : 'Plan'} ${title}, ${clocks(piece)} UTC, ${owner}${waits}`;
}

/** The same plans for everybody's own calendar. */
function Feed() {
  return (
    <p className="feed soft">
      In your own calendar: <b>{`${location.origin}${routes.plansCalendar}`}</b> It asks for a name and a password: any
      name, and as the password a token that a lead makes under <b>/people/tokens</b> (automation, viewer, the whole
      desk).
    </p>
  );
}

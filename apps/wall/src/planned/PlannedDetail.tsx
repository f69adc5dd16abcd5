import type { WaiverAnswer } from '@yagura/contract';
import { useContext, useRef, useState, type SubmitEvent } from 'react';
import { useGo, usePlace } from '../pages/context.ts';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { Section } from '../explain/Section.tsx';
import { usePeople } from '../people/context.ts';
import { useFocusFirst } from '../people/use-focus-first.ts';
import { Lasts } from '../waivers/MuteForm.tsx';
import { endOf, shiftEndOf, type HowLong } from '../waivers/mute-draft.ts';
import { whenText } from '../waivers/time-words.ts';
import { PlannedContext, usePlanned, useRows } from './context.ts';
import { Components, Facts, Windows } from './Facts.tsx';
import { approvalNeeds, offeredOf, type Offered } from './planned-acts.ts';
import { rowOf, type PlannedRow } from './planned-row.ts';
import { PlanPreview } from './PlanPreview.tsx';
import { flexibleText, levelText, recursText, stateWords } from './row-words.ts';

/** Beside the list: all of the chosen one; while a plan is written, what it would be. */
export function PlannedAside({ area }: { area: Rect | null }) {
  const { kind } = usePlace();
  const chosen = usePlanned((state) => state.chosen);
  const writing = usePlanned((state) => state.writing === 'plan');
  const style = area === null ? {} : placeOf(area);
  if (kind !== 'planned' || (chosen === null && !writing)) return null;
  if (writing) return <PlanPreview style={style} isPage={area === null} />;
  return (
    <aside
      className={`panel planned-detail${area === null ? ' page' : ''}`}
      style={style}
      aria-labelledby="planned-name"
    >
      <Chosen id={chosen ?? ''} />
    </aside>
  );
}

function Chosen({ id }: { id: string }) {
  const go = useGo();
  const now = useDesk((state) => state.toldSecond) * 1000;
  const detail = usePlanned((state) => state.detail);
  const problem = usePlanned((state) => state.detailProblem);
  const row = useRows(now).find((each) => each.id === id);
  const known = detail === null ? row : rowOf(detail.waiver, now);
  return (
    <>
      <header>
        <h2 id="planned-name">{known?.title ?? id}</h2>
        <button type="button" onClick={() => go({ kind: 'planned', about: null })}>
          Close
        </button>
      </header>
      {known && <Standing row={known} now={now} />}
      {problem !== null && <p className="panel-note">{problem}</p>}
      {detail && <Whole detail={detail} now={now} />}
      {detail === null && known && <Components ids={known.components} />}
    </>
  );
}

function Standing({ row, now }: { row: PlannedRow; now: number }) {
  const { word, when, left } = stateWords(row, now);
  return (
    <>
      <p className="panel-what">
        {row.reason}
        <small>
          {row.id} · {row.kind === 'mute' ? 'muted' : 'planned'} by {row.owner}
        </small>
      </p>
      <p className={`planned-state value ${row.state}`} data-testid="planned-state">
        <b>{word}</b> {when}
        {left !== null && `, ${left}`}
      </p>
    </>
  );
}

function Whole({ detail, now }: { detail: WaiverAnswer; now: number }) {
  const { waiver, facts } = detail;
  const { last } = waiver;
  return (
    <>
      <Acts detail={detail} now={now} />
      {waiver.kind === 'plan' && <Approval plan={waiver} now={now} />}
      {waiver.kind === 'mute' && <p className="soft">{levelText(waiver)}</p>}
      {facts !== null && waiver.kind === 'plan' && waiver.approval === null && <Facts facts={facts} />}
      <Components ids={waiver.components} />
      {waiver.windows.length > 0 && <Windows windows={waiver.windows} now={now} />}
      {facts !== null && waiver.kind === 'plan' && waiver.approval !== null && <Facts facts={facts} />}
      <p className="soft last">
        Last: {last.what} by {last.by}, {whenText(last.at, now)}.
      </p>
    </>
  );
}

type PlanAnswer = Extract<WaiverAnswer['waiver'], { kind: 'plan' }>;

function Approval({ plan, now }: { plan: PlanAnswer; now: number }) {
  const { approval, recurs, flexible } = plan;
  return (
    <>
      {recurs && <p>Repeats {recursText(recurs)}.</p>}
      {flexible && plan.windows.length === 0 && <p>It {flexibleText(flexible, now)}.</p>}
      {approval && (
        <Section title={`Approved by ${approval.by}, ${whenText(approval.at, now)}`}>
          {approval.conflicts.length === 0 ? (
            <p className="soft">Nothing conflicted.</p>
          ) : (
            <ul className="conflicts mild">
              {approval.conflicts.map((conflict) => (
                <li key={conflict}>{conflict}</li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </>
  );
}

function Acts({ detail, now }: { detail: WaiverAnswer; now: number }) {
  const session = usePeople((state) => state.session);
  const offered = offeredOf(detail, session, now);
  const needs = approvalNeeds(detail, session);
  const writing = usePlanned((state) => state.writing === 'extend');
  const said = usePlanned((state) => state.said);
  return (
    <>
      {needs !== null && <p className="panel-note">{needs}</p>}
      {writing ? <More now={now} /> : <Buttons offered={offered} />}
      <output className="value">{said}</output>
    </>
  );
}

function Buttons({ offered }: { offered: readonly Offered[] }) {
  const planned = useContext(PlannedContext);
  const busy = usePlanned((state) => state.busy);
  return (
    <section className="actions" aria-label="What can be done">
      {offered.map(({ verb, key, label }) => (
        <button
          key={verb}
          type="button"
          disabled={busy}
          onClick={() => (verb === 'extend' ? planned?.write('extend') : void planned?.act(verb))}
        >
          <kbd>{key}</kbd> {label}
        </button>
      ))}
    </section>
  );
}

/** Until when it is to last instead. */
function More({ now }: { now: number }) {
  const planned = useContext(PlannedContext);
  const busy = usePlanned((state) => state.busy);
  const sessionEnds = usePeople(({ session }) => (session?.who?.kind === 'person' ? session.who.endsAt : 0));
  const [draft, setDraft] = useState<{ lasts: HowLong; clock: string }>({ lasts: '1 h', clock: '' });
  const ends = usePlanned(({ detail }) => detail?.waiver.windows.find(({ until }) => until > now)?.until ?? now);
  const shiftEnd = shiftEndOf(sessionEnds, now);
  const end = endOf(draft, now, shiftEnd, ends);
  const form = useRef<HTMLFormElement>(null);
  useFocusFirst(form);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typeof end === 'number') void planned?.act('extend', end);
  };
  return (
    <form ref={form} className="override" onSubmit={submit} aria-label="More time">
      <Lasts
        draft={draft}
        now={now}
        countedFrom={ends}
        shiftEnd={shiftEnd}
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
      <div>
        <button type="submit" disabled={busy}>
          Give it this time <kbd>Enter</kbd>
        </button>
        <button type="button" onClick={() => planned?.write(null)}>
          Leave it
        </button>
      </div>
    </form>
  );
}

import type { IncidentBrief, Priority } from '@yagura/contract';
import { useContext, useLayoutEffect, useRef, useState, type SubmitEvent } from 'react';
import { ageText } from '../board/age.ts';
import { useDesk } from '../app/wall.ts';
import { usePeople } from '../people/context.ts';
import { whoText } from '../rail/who-text.ts';
import { ActingContext, useActing } from './context.ts';
import { OneIncident } from './Incident.tsx';

/** Every incident that is not closed, also those whose cause is over: somebody has to close them. */
export function IncidentList() {
  const list = useActing((state) => state.list);
  return list && <Dialog chosen={list.chosen} />;
}

function Dialog({ chosen }: { chosen: string | null }) {
  const acting = useContext(ActingContext);
  const incidents = useDesk((state) => state.board?.incidents) ?? [];
  const one = incidents.find(({ id }) => id === chosen);
  const dialog = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => dialog.current?.querySelector('button')?.focus({ preventScroll: true }), [chosen]);
  return (
    <div ref={dialog} className="keys incident-list" role="dialog" aria-label="Incidents" data-testid="incidents">
      {one === undefined ? <All incidents={incidents} /> : <Chosen incident={one} />}
      <button type="button" onClick={() => acting?.showList(null)}>
        Close
      </button>
    </div>
  );
}

function All({ incidents }: { incidents: readonly IncidentBrief[] }) {
  return (
    <>
      <h2>{incidents.length === 0 ? 'No incident is open' : `Incidents: ${incidents.length}`}</h2>
      <ol>
        {incidents.map((incident) => (
          <Line key={incident.id} incident={incident} />
        ))}
      </ol>
      <ByHand />
    </>
  );
}

function Line({ incident }: { incident: IncidentBrief }) {
  const acting = useContext(ActingContext);
  const second = useDesk((state) => state.toldSecond);
  const { id, number, priority, title, state, occurred } = incident;
  const who = whoText(incident, second)?.text ?? (state === 'fixed' ? 'fixed, to be closed' : state);
  return (
    <li>
      <button type="button" data-incident={id} onClick={() => acting?.showList({ chosen: id })}>
        <span className="priority">P{priority}</span>
        <b>
          #{number} {title}
        </b>
        <span className="value">
          {who} · {ageText(second - occurred / 1000)}
        </span>
      </button>
    </li>
  );
}

function Chosen({ incident }: { incident: IncidentBrief }) {
  const acting = useContext(ActingContext);
  return (
    <>
      <h2>{incident.title}</h2>
      <OneIncident incident={incident} />
      <button type="button" onClick={() => acting?.showList({ chosen: null })}>
        All incidents
      </button>
    </>
  );
}

/** What nobody watches and somebody was told: open in ten seconds. */
function ByHand() {
  const acting = useContext(ActingContext);
  const may = usePeople(({ session }) => session?.who?.kind === 'person' && session.may.includes('act'));
  const busy = useActing((state) => state.busy);
  const said = useActing(({ said: last }) => (last !== null && last.incident === null ? last.text : null));
  const [words, setWords] = useState({ what: '', where: '', toldBy: '' });
  const [priority, setPriority] = useState<Priority>(2);
  if (!may) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    acting?.open({ ...words, priority });
  };
  return (
    <form className="override" onSubmit={submit} aria-label="Open an incident">
      {(['what', 'where', 'toldBy'] as const).map((name) => (
        <label key={name}>
          {fields[name]}
          <input
            value={words[name]}
            maxLength={200}
            onChange={({ target }) => setWords({ ...words, [name]: target.value })}
          />
        </label>
      ))}
      <div>
        {([1, 2, 3] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="priority" checked={priority === each} onChange={() => setPriority(each)} />P{each}
          </label>
        ))}
        <button type="submit" disabled={busy}>
          Open
        </button>
        <output>{said}</output>
      </div>
    </form>
  );
}

const fields = { what: 'What', where: 'Where', toldBy: 'Told by' } as const;

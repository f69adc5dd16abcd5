import { closeReasons, type CloseReason, type IncidentBrief } from '@yagura/contract';
import { useContext, useLayoutEffect, useRef, useState, type SubmitEvent } from 'react';
import { useDesk } from '../app/wall.ts';
import { Section } from '../explain/Section.tsx';
import { usePeople } from '../people/context.ts';
import { whoText } from '../rail/who-text.ts';
import { actionWords, offered, type Verb } from './actions.ts';
import { ActingContext, useActing, useIncidentOf } from './context.ts';

/** Who has it, and what can be done about it with one key each. */
export function Incident({ component }: { component: string }) {
  const incident = useIncidentOf(component);
  return incident === undefined ? null : <OneIncident incident={incident} />;
}

export function OneIncident({ incident }: { incident: IncidentBrief }) {
  const second = useDesk((state) => state.toldSecond);
  const who = whoText(incident, second);
  const said = useActing(({ said: last }) => (last?.incident === incident.id ? last.text : null));
  const writing = useActing((state) => (state.writing?.incident === incident.id ? state.writing.verb : null));
  return (
    <Section title={`Incident ${incident.number}`}>
      <p className={who?.late ? 'has-it late value' : 'has-it value'}>{who?.text ?? incident.state}</p>
      {writing === null ? <Actions incident={incident} /> : <Words key={writing} incident={incident} verb={writing} />}
      <output className="value">{said}</output>
    </Section>
  );
}

function Actions({ incident }: { incident: IncidentBrief }) {
  const acting = useContext(ActingContext);
  const person = usePeople(({ session }) => (session?.who?.kind === 'person' ? session.who.person : null));
  const may = usePeople(({ session }) => session?.may.includes('act') ?? false);
  const busy = useActing((state) => state.busy);
  if (person === null || !may)
    return (
      <p className="soft">{person === null ? 'Sign in to act: I opens it.' : 'Your role looks and does not act.'}</p>
    );
  return (
    <div className="actions">
      {offered(incident, person).map((verb) => (
        <button key={verb} type="button" disabled={busy} onClick={() => acting?.begin(incident, verb)}>
          <kbd>{actionWords[verb].key}</kbd> {actionWords[verb].label}
        </button>
      ))}
    </div>
  );
}

function Words({ incident, verb }: { incident: IncidentBrief; verb: Verb }) {
  const acting = useContext(ActingContext);
  const busy = useActing((state) => state.busy);
  const [text, setText] = useState('');
  const [reason, setReason] = useState<CloseReason>('acted');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector('input')?.focus({ preventScroll: true }), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    acting?.finish(incident, { text, reason });
  };
  return (
    <form ref={form} className="override" onSubmit={submit} aria-label={actionWords[verb].label}>
      {verb === 'close' && (
        <label>
          Because
          <select value={reason} onChange={({ target }) => setReason(target.value as CloseReason)}>
            {closeReasons.map((each) => (
              <option key={each} value={each}>
                {each.replace('-', ' ')}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {actionWords[verb].asks}
        <input value={text} maxLength={2000} onChange={({ target }) => setText(target.value)} />
      </label>
      <div>
        <button type="submit" disabled={busy}>
          {actionWords[verb].label}
        </button>
        <button type="button" onClick={() => acting?.leave()}>
          Leave it
        </button>
      </div>
    </form>
  );
}

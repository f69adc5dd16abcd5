import type { IncidentBrief } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { Section } from '../explain/Section.tsx';
import { PlacesContext } from '../pages/context.ts';
import { usePeople } from '../people/context.ts';
import { whoText } from '../rail/who-text.ts';
import { actionWords, offered } from './actions.ts';
import { ActingContext, useActing, useIncidentOf } from './context.ts';
import { WordsForm } from './WordsForm.tsx';

/** Who has it, and what can be done about it with one key each. */
export function Incident({ component }: { component: string }) {
  const incident = useIncidentOf(component);
  return incident === undefined ? null : <OneIncident incident={incident} />;
}

function OneIncident({ incident }: { incident: IncidentBrief }) {
  const second = useDesk((state) => state.toldSecond);
  const who = whoText(incident, second);
  const said = useActing(({ said: last }) => (last?.incident === incident.id ? last.text : null));
  const writing = useActing((state) => (state.writing?.incident === incident.id ? state.writing.verb : null));
  return (
    <Section title={`Incident ${incident.number}`}>
      <p className={who?.late ? 'has-it late value' : 'has-it value'}>{who?.text ?? incident.state}</p>
      {writing === null ? (
        <Actions incident={incident} />
      ) : (
        <WordsForm key={writing} incident={incident} verb={writing} />
      )}
      <output className="value">{said}</output>
      <ToPage incident={incident} />
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

function ToPage({ incident }: { incident: IncidentBrief }) {
  const places = useContext(PlacesContext);
  const go = () => places?.go({ kind: 'incident', incident: String(incident.number) });
  return (
    <button type="button" onClick={go}>
      All of it
    </button>
  );
}

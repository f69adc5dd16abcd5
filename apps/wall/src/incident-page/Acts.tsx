import type { Incident } from '@yagura/contract';
import { useContext } from 'react';
import { actionWords, offeredOnPage, type Verb } from '../incidents/actions.ts';
import { ActingContext, useActing } from '../incidents/context.ts';
import { WordsForm } from '../incidents/WordsForm.tsx';
import { usePeople } from '../people/context.ts';

/** What this person can do about it now; null where nobody who may is signed in. */
export function useOffered(incident: Incident | null): readonly Verb[] | null {
  const person = usePeople(({ session }) => (session?.who?.kind === 'person' ? session.who.person : null));
  const may = usePeople(({ session }) => session?.may.includes('act') ?? false);
  const mutes = usePeople(({ session }) => session?.may.includes('mute') ?? false);
  return incident === null || person === null || !may ? null : offeredOnPage(incident, { person, mutes });
}

export function Acts({ incident }: { incident: Incident }) {
  const acting = useContext(ActingContext);
  const verbs = useOffered(incident);
  const busy = useActing((state) => state.busy);
  const said = useActing(({ said: last }) => (last?.incident === incident.id ? last.text : null));
  const writing = useActing((state) => (state.writing?.incident === incident.id ? state.writing.verb : null));
  return (
    <section aria-label="What can be done">
      {verbs === null && <Reads />}
      {verbs !== null && writing === null && (
        <div className="actions">
          {verbs.map((verb) => (
            <button key={verb} type="button" disabled={busy} onClick={() => acting?.begin(incident, verb)}>
              <kbd>{actionWords[verb].key}</kbd> {actionWords[verb].label}
            </button>
          ))}
        </div>
      )}
      {verbs !== null && writing !== null && <WordsForm key={writing} incident={incident} verb={writing} />}
      <output className={said?.startsWith('Not done') === true ? 'said not-done' : 'said'}>{said}</output>
    </section>
  );
}

function Reads() {
  const known = usePeople(({ session }) => session?.who?.kind === 'person');
  return <p className="soft">{known ? 'Your role looks and does not act.' : 'Sign in to act: I opens it.'}</p>;
}

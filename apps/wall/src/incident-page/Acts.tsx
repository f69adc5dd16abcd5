import type { Incident } from '@yagura/contract';
import { useContext } from 'react';
import { actionWords, offeredOnPage, type Verb } from '../incidents/actions.ts';
import { ActingContext, useActing } from '../incidents/context.ts';
import { WordsForm } from '../incidents/WordsForm.tsx';
import { usePeople } from '../people/context.ts';
import { MutingContext } from '../waivers/context.ts';
import { subjectOfAlarm } from '../waivers/subject.ts';

/** What this person can do about it now; null where nobody who may is signed in. */
export function useOffered(incident: Incident | null): readonly Verb[] | null {
  const person = usePeople(({ session }) => (session?.who?.kind === 'person' ? session.who.person : null));
  const may = usePeople(({ session }) => session?.may.includes('act') ?? false);
  const mutes = usePeople(({ session }) => session?.may.includes('mute') ?? false);
  return incident === null || person === null || !may ? null : offeredOnPage(incident, { person, mutes });
}

/** A mute has a form of its own, wherever it is said. */
export function useBegin(incident: Incident | null): (verb: Verb) => void {
  const acting = useContext(ActingContext);
  const muting = useContext(MutingContext);
  return (verb) => {
    if (incident === null) return;
    if (verb === 'mute') muting?.begin(subjectOfAlarm(incident));
    else acting?.begin(incident, verb);
  };
}

export function Acts({ incident }: { incident: Incident }) {
  const begin = useBegin(incident);
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
            <button key={verb} type="button" disabled={busy} onClick={() => begin(verb)}>
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

import type { Identity } from '@yagura/contract';
import { useContext, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { PlacesContext } from '../pages/context.ts';
import { pathOf, type Place } from '../pages/place.ts';
import { sectionsFor, wayWords } from '../people-page/sections.ts';
import { PeopleContext, usePeople } from './context.ts';
import { Field, textIn } from './Field.tsx';
import { sessionText } from './words.ts';

/** More are found by signing in: nine have a digit of their own. */
const mostShown = 30;
const nobody: readonly [] = [];

/** The console goes to somebody else in two steps, who and PIN; digits choose too, so that no hand has to reach for a mouse. */
export function SignedIn({ who }: { readonly who: Identity }) {
  const people = useContext(PeopleContext);
  const busy = usePeople((state) => state.busy);
  const colleagues = usePeople((state) => state.session?.colleagues) ?? nobody;
  const [chosen, choose] = useState<string | null>(null);
  const shown = colleagues.slice(0, mostShown);
  const onKeyDown = (event: KeyboardEvent) => {
    const named = /^[1-9]$/.test(event.key) && chosen === null ? shown[Number(event.key) - 1] : undefined;
    if (!named) return;
    event.preventDefault();
    choose(named.person);
  };
  return (
    <div onKeyDown={onKeyDown}>
      <h2>{who.name}</h2>
      <p>{sessionText(who)}</p>
      {who.kind === 'person' && shown.length > 0 && (
        <ul className="colleagues" aria-label="Change person">
          {shown.map(({ person, name }, index) => (
            <li key={person}>
              <button type="button" aria-pressed={chosen === person} onClick={() => choose(person)}>
                {index < 9 && <kbd>{index + 1}</kbd>} {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen !== null && <PinForm key={chosen} person={chosen} />}
      <p className="who-ways">
        <button type="button" disabled={busy} onClick={() => void people?.signOut()}>
          Sign out
        </button>
        <Ways />
      </p>
    </div>
  );
}

/** Pages for what is more than a dialog: who may do what, and which screens there are. */
function Ways() {
  const session = usePeople((state) => state.session);
  const sections = session === null ? [] : sectionsFor(session);
  if (sections.length === 0) return null;
  return (
    <>
      <Way at={{ kind: 'people', section: null }}>{wayWords(sections)}</Way>
      <Way at={{ kind: 'screens' }}>Screens</Way>
    </>
  );
}

function Way({ at, children }: { readonly at: Place; readonly children: string }) {
  const people = useContext(PeopleContext);
  const places = useContext(PlacesContext);
  return (
    <a
      href={pathOf(at)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || places === null) return;
        event.preventDefault();
        people?.show(false);
        places.go(at);
      }}
    >
      {children}
    </a>
  );
}

function PinForm({ person }: { readonly person: string }) {
  const people = useContext(PeopleContext);
  const busy = usePeople((state) => state.busy);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    void people?.changePerson(person, textIn(form, 'pin')).then(() => form.reset());
  };
  const focus = (form: HTMLFormElement | null) => form?.querySelector('input')?.focus();
  return (
    <form ref={focus} onSubmit={submit} aria-label={`PIN of ${person}`}>
      <Field label="PIN" name="pin" type="password" digits />
      <button type="submit" disabled={busy}>
        Change
      </button>
    </form>
  );
}

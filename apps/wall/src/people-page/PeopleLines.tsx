import type { Person, PersonIdentity } from '@yagura/contract';
import { useContext } from 'react';
import { AdminContext, useAdmin } from './context.ts';
import { Act, Line, Lines } from './Lines.tsx';
import { ChangePersonForm, NewPersonForm } from './PersonForm.tsx';
import { scopeText } from './scope-words.ts';

export function PeopleLines({ me }: { readonly me: PersonIdentity }) {
  const admin = useContext(AdminContext);
  const people = useAdmin((state) => state.people);
  const making = useAdmin((state) => state.writing?.what === 'make');
  return (
    <>
      {making ? (
        <NewPersonForm />
      ) : (
        <p className="section-acts">
          <Act letter="N" does="New person" onDo={() => admin.write({ what: 'make', about: null })} />
          <span className="soft">Nobody is deleted: the audit goes on naming them.</span>
        </p>
      )}
      <Lines label="People" count={people?.length ?? null} none="There is nobody whom you manage.">
        {people?.map((person) => (
          <PersonLine key={person.person} person={person} me={me} />
        ))}
      </Lines>
    </>
  );
}

function PersonLine({ person, me }: { readonly person: Person; readonly me: PersonIdentity }) {
  const admin = useContext(AdminContext);
  const writing = useAdmin((state) => state.writing?.what === 'change' && state.writing.about === person.person);
  const change = () => admin.write({ what: 'change', about: person.person });
  return (
    <Line
      id={person.person}
      faint={!person.active}
      words={
        <>
          <b>{person.name}</b>
          <span className="soft">
            {person.person}
            {person.person === me.person && ' · you'}
          </span>
          <span>{person.role}</span>
          <span>{scopeText(person.scope)}</span>
          <span className="soft">
            {person.active ? (person.pin ? 'PIN and password' : 'password only') : 'may not sign in'}
          </span>
        </>
      }
      acts={writing ? undefined : <Act letter="Enter" does="Change" onDo={change} />}
      below={writing ? <ChangePersonForm person={person} me={me} /> : undefined}
    />
  );
}

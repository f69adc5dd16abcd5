import type { PersonIdentity, Session } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { PeopleContext } from '../people/context.ts';
import { AdminApiContext, AdminContext, useAdmin } from './context.ts';
import { EndForm } from './EndForm.tsx';
import { Act, Line, Lines } from './Lines.tsx';
import { OwnForm } from './PersonForm.tsx';
import { deviceWords, whenWords } from './words.ts';

export function SessionLines({ me }: { readonly me: PersonIdentity }) {
  const admin = useContext(AdminContext);
  const sessions = useAdmin((state) => state.sessions);
  const own = useAdmin((state) => state.writing?.what === 'own');
  return (
    <>
      {own ? (
        <OwnForm me={me} />
      ) : (
        <p className="section-acts">
          <Act letter="W" does="Your password or PIN" onDo={() => admin.write({ what: 'own', about: null })} />
        </p>
      )}
      <Lines label="Sessions" count={sessions?.length ?? null} none="Nobody is signed in.">
        {sessions?.map((session) => (
          <SessionLine key={session.id} session={session} isThis={session.id === me.session} />
        ))}
      </Lines>
    </>
  );
}

function SessionLine({ session, isThis }: { readonly session: Session; readonly isThis: boolean }) {
  const admin = useContext(AdminContext);
  const writing = useAdmin((state) => state.writing?.what === 'end' && state.writing.about === session.id);
  const began = useDesk((state) => whenWords(session.beganAt, state.toldSecond * 1000));
  const ends = useDesk((state) => whenWords(session.endsAt, state.toldSecond * 1000));
  const end = () => admin.write({ what: 'end', about: session.id });
  return (
    <Line
      id={session.id}
      words={
        <>
          <b>{session.name}</b>
          <span className="soft">
            {session.person}
            {isThis && ' · this screen'}
          </span>
          <span title={session.device}>{deviceWords(session.device)}</span>
          <span>{session.address}</span>
          <span className="soft">
            since {began} until {ends} UTC
          </span>
        </>
      }
      acts={writing ? undefined : <Act letter="X" does={isThis ? 'Sign out' : 'Revoke'} onDo={end} />}
      below={writing ? <EndSession session={session} isThis={isThis} /> : undefined}
    />
  );
}

function EndSession({ session, isThis }: { readonly session: Session; readonly isThis: boolean }) {
  const api = useContext(AdminApiContext);
  const admin = useContext(AdminContext);
  const people = useContext(PeopleContext);
  if (isThis)
    return (
      <EndForm
        label="Sign out here?"
        does="Sign out"
        text="This is the session with which you look at this page."
        onEnd={() => void people?.signOut()}
      />
    );
  const revoke = () =>
    void admin.attempt('sessions', `The session of ${session.name} is revoked.`, () => api.endSession(session.id));
  return (
    <EndForm
      label={`Revoke the session of ${session.name}?`}
      does="Revoke"
      text="That browser is signed out within five seconds."
      onEnd={revoke}
    />
  );
}

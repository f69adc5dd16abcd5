import { pairingCodeLength } from '@yagura/contract';
import { useContext, useEffect, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import { pageTimers } from '../connection/timers.ts';
import { PeopleContext, usePeople } from '../people/context.ts';
import { pageSize } from '../screen/page-facts.ts';
import { PairingApiContext } from './context.ts';
import type { PairingApi } from './pairing-api.ts';
import { createPairing, type PairingState } from './create-pairing.ts';

/** What a screen shows that nobody has set up: a code, in letters that are read from the door. */
export function PairingPage() {
  useLayoutEffect(() => {
    document.title = 'A new screen · Yagura';
  }, []);
  return (
    <main className="pairing" data-testid="pairing">
      <PairingSteps />
    </main>
  );
}

function PairingSteps() {
  const who = usePeople(({ session }) => session?.who ?? null);
  return who?.kind === 'person' ? <SignedInHere name={who.name} /> : <Code />;
}

/** A browser is one or the other: a screen goes on after whoever set it up has left. */
function SignedInHere({ name }: { readonly name: string }) {
  const people = useContext(PeopleContext);
  return (
    <>
      <h1>{name} is signed in on this screen</h1>
      <p>A screen of a room has a name of its own and nobody signed in. Sign out here to get its code.</p>
      <button type="button" autoFocus onClick={() => void people?.signOut()}>
        Sign out
      </button>
    </>
  );
}

function Code() {
  const { code, problem } = usePairing(useContext(PairingApiContext));
  const half = pairingCodeLength / 2;
  return (
    <>
      <h1>A new screen of this desk</h1>
      <p className="pairing-code" data-testid="pairing-code" aria-label={code === null ? 'no code yet' : spelled(code)}>
        {code === null ? (
          '···'
        ) : (
          <>
            <span>{code.slice(0, half)}</span>
            <span>{code.slice(half)}</span>
          </>
        )}
      </p>
      <p>
        Sign in on any other device, open <b>{location.host}/screens</b>, choose “Set up a screen” and type this code.
      </p>
      <p className="soft">It is good once and for ten minutes; then another one stands here.</p>
      <output className="problem">{problem}</output>
    </>
  );
}

function usePairing(api: PairingApi): PairingState {
  const people = useContext(PeopleContext);
  const [pairing] = useState(() =>
    createPairing({ api, size: pageSize, timers: pageTimers, onApproved: () => void people?.look() }),
  );
  useEffect(() => pairing.run(), [pairing]);
  return useStore(pairing.state);
}

function spelled(code: string): string {
  return Array.from(code).join(' ');
}

import { useContext, useRef } from 'react';
import { PeopleContext, usePeople } from './context.ts';
import { LinkForm } from './LinkForm.tsx';
import { useFocusFirst } from './use-focus-first.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Signing in, or, for whoever is signed in: another person, or out. */
export function WhoDialog() {
  const open = usePeople((state) => state.open);
  return open ? <Dialog /> : null;
}

function Dialog() {
  const people = useContext(PeopleContext);
  const link = usePeople((state) => state.link);
  const who = usePeople((state) => state.session?.who ?? null);
  const problem = usePeople((state) => state.problem);
  const dialog = useRef<HTMLDivElement>(null);
  useFocusFirst(dialog);
  return (
    <div ref={dialog} className="keys who-dialog" role="dialog" aria-label="Who is here" data-testid="who-dialog">
      {link !== null ? <LinkForm link={link} /> : who === null ? <SignInForm /> : <SignedIn who={who} />}
      <output className="problem" role="status">
        {problem}
      </output>
      <button type="button" onClick={() => people?.show(false)}>
        Close
      </button>
    </div>
  );
}

/** Where reading takes a name, this is all that there is to see. */
export function SignInScreen() {
  const link = usePeople((state) => state.link);
  const accounts = usePeople((state) => state.session?.accounts ?? null);
  const problem = usePeople((state) => state.problem);
  const dialog = useRef<HTMLDivElement>(null);
  useFocusFirst(dialog);
  return (
    <div className="whole">
      <h1>Yagura</h1>
      <div ref={dialog} className="who-dialog" role="dialog" aria-label="Sign in" data-testid="who-dialog">
        {link === null ? <SignInForm /> : <LinkForm link={link} />}
        <output className="problem" role="status">
          {problem ??
            (accounts === false && link === null
              ? 'There is no account yet: use the link that the start printed.'
              : null)}
        </output>
      </div>
    </div>
  );
}

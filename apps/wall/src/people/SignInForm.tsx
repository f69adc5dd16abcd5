import { useContext, type SubmitEvent } from 'react';
import { PeopleContext, usePeople } from './context.ts';
import { Field, textIn } from './Field.tsx';

export function SignInForm() {
  const people = useContext(PeopleContext);
  const busy = usePeople((state) => state.busy);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    void people?.signIn({ person: textIn(form, 'person').trim(), password: textIn(form, 'password') });
  };
  return (
    <form onSubmit={submit} aria-label="Sign in">
      <h2>Sign in</h2>
      <Field label="Who" name="person" autoComplete="username" />
      <Field label="Password" name="password" type="password" autoComplete="current-password" />
      <button type="submit" disabled={busy}>
        Sign in
      </button>
    </form>
  );
}

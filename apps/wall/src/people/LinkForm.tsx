import { useContext, type SubmitEvent } from 'react';
import { PeopleContext, usePeople } from './context.ts';
import { Field, textIn } from './Field.tsx';

/** The first admin names themselves. There is no password until somebody chooses one here. */
export function LinkForm({ link }: { readonly link: string }) {
  const people = useContext(PeopleContext);
  const busy = usePeople((state) => state.busy);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const pin = textIn(form, 'pin');
    void people?.signIn({
      link,
      person: textIn(form, 'person').trim(),
      name: textIn(form, 'name').trim(),
      password: textIn(form, 'password'),
      ...(pin !== '' && { pin }),
    });
  };
  return (
    <form onSubmit={submit} aria-label="Become the admin">
      <h2>You are the admin</h2>
      <p>This link makes you one, once. Choose who you are here.</p>
      <Field label="Who" name="person" autoComplete="username" hint="mei" />
      <Field label="Name" name="name" autoComplete="name" hint="Mei Tanaka" />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="12 characters or more"
      />
      <Field label="PIN" name="pin" type="password" digits required={false} hint="4–8 digits, for a shared console" />
      <button type="submit" disabled={busy}>
        Begin
      </button>
    </form>
  );
}

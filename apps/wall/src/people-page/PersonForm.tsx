import { roles, type Person, type PersonIdentity } from '@yagura/contract';
import { useContext } from 'react';
import { Field } from '../people/Field.tsx';
import { AdminForm, Choice, KnownParts } from './AdminForm.tsx';
import { AdminApiContext, AdminContext } from './context.ts';
import { newPersonIn, ownChangeIn, personChangeIn } from './drafts.ts';
import { partText } from './scope-words.ts';
import { useKnown } from './use-known.ts';

const roleChoices = roles.map((role) => [role, role] as const);
const longPassword = '12 characters or more';
const digits = '4–8 digits, for a shared console';

export function NewPersonForm() {
  const api = useContext(AdminApiContext);
  const admin = useContext(AdminContext);
  const known = useKnown();
  return (
    <AdminForm
      label="A new person"
      does="Make the account"
      onSend={(field) => {
        const drafted = newPersonIn(field, known);
        if ('problem' in drafted) return admin.refuse(drafted.problem);
        const { body } = drafted;
        void admin.attempt('people', `${body.name} may sign in as ${body.person}.`, () => api.makePerson(body));
      }}
    >
      <Field label="Who" name="person" hint="kim, given once" />
      <Field label="Name" name="name" hint="Kim Tan" />
      <Choice label="Role" name="role" choices={roleChoices} value="operator" />
      <Field label="Sites" name="sites" value="all" />
      <Field label="Owners" name="owners" value="all" />
      <Field label="Password" name="password" type="password" autoComplete="new-password" hint={longPassword} />
      <Field label="PIN" name="pin" type="password" digits required={false} hint={digits} />
      <KnownParts known={known} />
    </AdminForm>
  );
}

/** Password and PIN stay as they are where nothing is written. */
export function ChangePersonForm({ person, me }: { readonly person: Person; readonly me: PersonIdentity }) {
  const api = useContext(AdminApiContext);
  const admin = useContext(AdminContext);
  const known = useKnown();
  const isMe = person.person === me.person;
  return (
    <AdminForm
      label={`Change ${person.name}`}
      does="Change"
      onSend={(field) => {
        const drafted = personChangeIn(field, person, known);
        if ('problem' in drafted) return admin.refuse(drafted.problem);
        const change = () => api.changePerson(person.person, drafted.body);
        void admin.attempt('people', `${person.name} is changed.`, change);
      }}
    >
      <Field label="Name" name="name" value={person.name} />
      <Choice label="Role" name="role" choices={roleChoices} value={person.role} />
      <Field label="Sites" name="sites" value={partText(person.scope.sites)} />
      <Field label="Owners" name="owners" value={partText(person.scope.owners)} />
      <Choice label="May sign in" name="active" choices={yesOrNo} value={person.active ? 'yes' : 'no'} />
      {isMe && <Current />}
      <NewSecrets pin={person.pin} />
      <KnownParts known={known} />
    </AdminForm>
  );
}

const yesOrNo = [
  ['yes', 'yes'],
  ['no', 'no: their sessions end'],
] as const;

/** Everybody's own, with the password until now. */
export function OwnForm({ me }: { readonly me: PersonIdentity }) {
  const api = useContext(AdminApiContext);
  const admin = useContext(AdminContext);
  return (
    <AdminForm
      label="Your password or PIN"
      does="Change"
      onSend={(field) => {
        const drafted = ownChangeIn(field);
        if ('problem' in drafted) return admin.refuse(drafted.problem);
        const done = 'Changed. A new password has ended your other sessions.';
        const words = drafted.body.password === undefined ? 'Your PIN is changed.' : done;
        void admin.attempt('sessions', words, () => api.changePerson(me.person, drafted.body));
      }}
    >
      <Current />
      <NewSecrets pin={true} />
    </AdminForm>
  );
}

function Current() {
  return (
    <Field
      label="Password now"
      name="current"
      type="password"
      autoComplete="current-password"
      required={false}
      hint="for a new password or PIN of your own"
    />
  );
}

function NewSecrets({ pin }: { readonly pin: boolean }) {
  return (
    <>
      <Field
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        required={false}
        hint="12 or more, or nothing"
      />
      <Field label="New PIN" name="pin" type="password" digits required={false} hint="4–8 digits, or nothing" />
      {pin && (
        <label className="admin-check">
          <input type="checkbox" name="pin-gone" /> Take the PIN away
        </label>
      )}
    </>
  );
}

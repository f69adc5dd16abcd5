import { atLeast } from '@yagura/domain';
import { roles, type PersonIdentity } from '@yagura/contract';
import { useContext, useState } from 'react';
import { Field } from '../people/Field.tsx';
import { AdminForm, Choice, KnownParts } from './AdminForm.tsx';
import { AdminContext } from './context.ts';
import { newTokenIn } from './drafts.ts';
import { partText } from './scope-words.ts';
import { useKnown } from './use-known.ts';

const kinds = [
  ['screen', 'a screen, which only shows'],
  ['automation', 'automation, which only reads'],
] as const;

/** None is allowed more than whoever makes it, and none is an admin. */
export function NewTokenForm({ me }: { readonly me: PersonIdentity }) {
  const admin = useContext(AdminContext);
  const known = useKnown();
  const [kind, chooseKind] = useState<string>('screen');
  const allowed = roles.filter((role) => role !== 'admin' && atLeast(me.role, role));
  return (
    <AdminForm
      label="A new token"
      does="Make the token"
      onSend={(field) => {
        const drafted = newTokenIn(field, known);
        if ('problem' in drafted) return admin.refuse(drafted.problem);
        void admin.makeToken(drafted.body);
      }}
    >
      <Field label="Name" name="name" hint="Wall 1, by the door" />
      <Choice label="For" name="kind" choices={kinds} value={kind} onChoose={chooseKind} />
      {kind === 'automation' && (
        <Choice label="Role" name="role" choices={allowed.map((role) => [role, role] as const)} value="viewer" />
      )}
      <Field label="Sites" name="sites" value={partText(me.scope.sites)} />
      <Field label="Owners" name="owners" value={partText(me.scope.owners)} />
      <KnownParts known={known} />
    </AdminForm>
  );
}

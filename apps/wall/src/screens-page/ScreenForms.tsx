import type { PersonIdentity, ScreenSettings, WaitingScreen, WatchedScreen } from '@yagura/contract';
import { clockOf } from '@yagura/domain';
import { useContext } from 'react';
import { AdminForm, KnownParts } from '../people-page/AdminForm.tsx';
import { partText } from '../people-page/scope-words.ts';
import { useKnown } from '../people-page/use-known.ts';
import { deviceWords } from '../people-page/words.ts';
import { Field } from '../people/Field.tsx';
import { ScreensContext } from './context.ts';
import { newScreenIn, screenChangeIn } from './drafts.ts';
import { SettingsFields } from './SettingsFields.tsx';

export function CodeForm() {
  const screens = useContext(ScreensContext);
  return (
    <AdminForm label="Set up a screen" does="Find the screen" onSend={(field) => void screens.find(field('code'))}>
      <p className="soft">
        Open <b>{location.host}/screen</b> on the screen itself: it shows a code of six letters and digits.
      </p>
      <Field label="Code" name="code" hint="K7P 4MX" />
    </AdminForm>
  );
}

const usual: ScreenSettings = {
  name: '',
  room: '',
  view: null,
  theme: 'dark',
  diagonalInches: 55,
  distanceMetres: 4,
  timeZone: null,
  quietHours: null,
};

/** Who approves a code reads which screen it is first. */
export function ApproveForm({ me, waiting }: { readonly me: PersonIdentity; readonly waiting: WaitingScreen }) {
  const screens = useContext(ScreensContext);
  const known = useKnown();
  const { code, address, device, width, height, endsAt } = waiting;
  return (
    <AdminForm
      label={`Set up the screen that shows ${code.slice(0, 3)} ${code.slice(3)}`}
      does="Set it up"
      onSend={(field) => {
        const drafted = newScreenIn(field, code, known);
        if ('problem' in drafted) return screens.refuse(drafted.problem);
        void screens.approve(drafted.body);
      }}
    >
      <p className="soft">
        {deviceWords(device)} at {address}, {width} × {height}. The code is good until {clockOf(endsAt).slice(0, 5)}{' '}
        UTC.
      </p>
      <SettingsFields settings={usual} size={{ width, height }} />
      <Field label="Sites" name="sites" value={partText(me.scope.sites)} />
      <Field label="Owners" name="owners" value={partText(me.scope.owners)} />
      <KnownParts known={known} />
    </AdminForm>
  );
}

const unknownSize = { width: 1920, height: 1080 };

export function ChangeForm({ screen }: { readonly screen: WatchedScreen }) {
  const screens = useContext(ScreensContext);
  const { id, settings, report } = screen;
  return (
    <AdminForm
      label={`Change “${settings.name}”`}
      does="Change it"
      onSend={(field) => {
        const drafted = screenChangeIn(field, settings);
        if ('problem' in drafted) return screens.refuse(drafted.problem);
        void screens.change(id, field('name').trim(), drafted.body);
      }}
    >
      <SettingsFields settings={settings} size={report ?? unknownSize} />
    </AdminForm>
  );
}

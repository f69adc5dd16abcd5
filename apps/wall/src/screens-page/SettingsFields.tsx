import { themes, type Layout, type ScreenSettings } from '@yagura/contract';
import { useState } from 'react';
import { useDesk } from '../app/wall.ts';
import type { Size } from '../board/rect.ts';
import { zonesOf } from '../header/site-clock.ts';
import { Choice } from '../people-page/AdminForm.tsx';
import { Field } from '../people/Field.tsx';
import { numberIn, theDesks, theMap } from './drafts.ts';
import { fitWarning } from './fit-warning.ts';
import { lettersWords } from './letters-words.ts';

const themeWords = {
  dark: 'dark, for a dark room',
  bright: 'bright, for a bright room',
  grey: 'grey while all is well',
  classic: 'classic red, amber, green',
} as const;

interface SettingsFieldsProps {
  readonly settings: ScreenSettings;
  readonly size: Size;
}

/** Diagonal and distance say at once what they mean for the letters. */
export function SettingsFields({ settings, size }: SettingsFieldsProps) {
  const layout = useDesk((state) => state.board?.layout ?? null);
  const [view, chooseView] = useState(settings.view);
  const [diagonalInches, setDiagonal] = useState(settings.diagonalInches);
  const [distanceMetres, setDistance] = useState(settings.distanceMetres);
  const views = (layout?.views ?? []).map(({ id, name }) => [id, name] as const);
  const isGone = settings.view !== null && views.every(([id]) => id !== settings.view);
  const gone = isGone ? [[settings.view ?? '', `${settings.view}, no longer on the desk`] as const] : [];
  const zones = zoneChoices(layout, settings.timeZone);
  const geometry = { view, diagonalInches, distanceMetres };
  return (
    <>
      <Field label="Name" name="name" value={settings.name} hint="Left wall" />
      <Field label="Room" name="room" value={settings.room} hint="Trading floor 3" />
      <Choice
        label="View"
        name="view"
        choices={[[theMap, 'map by layer and region'], ...views, ...gone]}
        value={settings.view ?? theMap}
        onChoose={(id) => chooseView(id === theMap ? null : id)}
      />
      <Choice
        label="Theme"
        name="theme"
        choices={themes.map((each) => [each, themeWords[each]] as const)}
        value={settings.theme}
      />
      <NumberField label="Diagonal, inches" name="diagonal" value={diagonalInches} onWrite={setDiagonal} />
      <NumberField label="Distance, metres" name="distance" value={distanceMetres} onWrite={setDistance} />
      <Choice label="Clock of the room" name="zone" choices={zones} value={settings.timeZone ?? theDesks} />
      <Field label="Quiet hours" name="quiet" value={settings.quietHours ?? ''} hint="22:00-06:00, or none" />
      <output className="letters-words">
        <span>{lettersWords(geometry, size) ?? 'Diagonal and distance are numbers above 0.'}</span>
        <span className="problem">{fitWarning(geometry, size, layout)}</span>
      </output>
    </>
  );
}

/** A room is where one of the sites is; one whose site has gone keeps its zone. */
function zoneChoices(layout: Layout | null, now: string | null): (readonly [zone: string, words: string])[] {
  const known = zonesOf(layout?.sites ?? []).map(({ timeZone, name }) => [timeZone, `${name}, ${timeZone}`] as const);
  const isKnown = now === null || known.some(([zone]) => zone === now);
  const desk = [theDesks, `the desk's, ${layout?.desk.timeZone ?? 'UTC'}`] as const;
  return isKnown ? [desk, ...known] : [desk, ...known, [now, now]];
}

interface NumberFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: number;
  readonly onWrite: (value: number) => void;
}

function NumberField({ label, name, value, onWrite }: NumberFieldProps) {
  const [first] = useState(value);
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={String(first)}
        onChange={({ target }) => onWrite(numberIn(target.value))}
      />
    </label>
  );
}

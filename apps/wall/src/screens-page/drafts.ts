import {
  newScreenSchema,
  screenSettingsSchema,
  type NewScreen,
  type ScreenChange,
  type ScreenSettings,
} from '@yagura/contract';
import { checked, type Drafted, type Field } from '../people-page/drafts.ts';
import { scopeIn, type Known } from '../people-page/scope-words.ts';

/** What no view of the desk is called: the map by layer and region. */
export const theMap = '';

/** What no zone is called: that of the desk. */
export const theDesks = '';

/** As people write numbers: with a comma, too. */
export function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
}

export function newScreenIn(field: Field, code: string, known: Known): Drafted<NewScreen> {
  const scoped = scopeIn({ sites: field('sites'), owners: field('owners') }, known);
  if ('problem' in scoped) return scoped;
  return checked(newScreenSchema, { code, settings: settingsIn(field), scope: scoped.scope });
}

/** Only what is other than before, so that two who change different things do not undo each other. */
export function screenChangeIn(field: Field, before: ScreenSettings): Drafted<ScreenChange> {
  const drafted = checked(screenSettingsSchema, settingsIn(field));
  if ('problem' in drafted) return drafted;
  const names = Object.keys(drafted.body) as (keyof ScreenSettings)[]; // of an object that has no others
  const changed = names.filter((name) => drafted.body[name] !== before[name]);
  if (changed.length === 0) return { problem: 'Nothing is changed.' };
  return { body: Object.fromEntries(changed.map((name) => [name, drafted.body[name]])) };
}

function settingsIn(field: Field): Record<keyof ScreenSettings, unknown> {
  return {
    name: field('name'),
    room: field('room'),
    view: field('view') === theMap ? null : field('view'),
    theme: field('theme'),
    diagonalInches: numberIn(field('diagonal')),
    distanceMetres: numberIn(field('distance')),
    timeZone: field('zone') === theDesks ? null : field('zone'),
    quietHours: field('quiet').trim() === '' ? null : field('quiet').replaceAll(' ', '').replace('–', '-'),
  };
}

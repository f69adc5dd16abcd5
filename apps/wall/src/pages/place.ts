import { peopleSections, type PeopleSection } from '../people-page/sections.ts';

/** Which page the address means. What is not known is the wall: nobody stands before an empty screen. */
export type Place =
  | { readonly kind: 'wall' }
  /** Whatever opens this address is a screen, or waits to be one. */
  | { readonly kind: 'screen' }
  | { readonly kind: 'screens' }
  | { readonly kind: 'incidents' }
  | { readonly kind: 'incident'; readonly incident: string }
  /** Of what is muted or planned perhaps one. */
  | { readonly kind: 'planned'; readonly about: string | null }
  /** null: the first section that whoever is here may see. */
  | { readonly kind: 'people'; readonly section: PeopleSection | null };

export function placeIn(path: string): Place {
  const [page = '', word, ...rest] = path.split('/').filter((part) => part !== '');
  const about = word === undefined ? null : decoded(word);
  if (rest.length > 0 || about === undefined) return { kind: 'wall' };
  switch (page) {
    case 'planned':
      return { kind: 'planned', about };
    case 'screen':
    case 'screens':
      return about === null ? { kind: page } : { kind: 'wall' };
    case 'people':
      return peopleAt(about);
    case 'incidents':
      return about === null ? { kind: 'incidents' } : { kind: 'incident', incident: about };
    default:
      return { kind: 'wall' };
  }
}

export function pathOf(place: Place): string {
  switch (place.kind) {
    case 'wall':
      return '/';
    case 'screen':
      return '/screen';
    case 'screens':
      return '/screens';
    case 'incidents':
      return '/incidents';
    case 'incident':
      return `/incidents/${encodeURIComponent(place.incident)}`;
    case 'planned':
      return place.about === null ? '/planned' : `/planned/${encodeURIComponent(place.about)}`;
    case 'people':
      return place.section === null ? '/people' : `/people/${place.section}`;
  }
}

function peopleAt(about: string | null): Place {
  if (about === null) return { kind: 'people', section: null };
  const section = peopleSections.find((each) => each === about);
  return section === undefined ? { kind: 'wall' } : { kind: 'people', section };
}

/** Undefined where somebody broke an escape. */
function decoded(word: string): string | undefined {
  try {
    return decodeURIComponent(word);
  } catch {
    return undefined; // typed by hand
  }
}

/** Which page the address means. What is not known is the wall: nobody stands before an empty screen. */
export type Place =
  | { readonly kind: 'wall' }
  | { readonly kind: 'incidents' }
  | { readonly kind: 'incident'; readonly incident: string }
  /** Of what is muted or planned perhaps one. */
  | { readonly kind: 'planned'; readonly about: string | null };

export function placeIn(path: string): Place {
  const [page, word, ...rest] = path.split('/').filter((part) => part !== '');
  const about = word === undefined ? null : decoded(word);
  if (rest.length > 0 || about === undefined) return { kind: 'wall' };
  if (page === 'planned') return { kind: 'planned', about };
  if (page !== 'incidents') return { kind: 'wall' };
  return about === null ? { kind: 'incidents' } : { kind: 'incident', incident: about };
}

export function pathOf(place: Place): string {
  switch (place.kind) {
    case 'wall':
      return '/';
    case 'incidents':
      return '/incidents';
    case 'incident':
      return `/incidents/${encodeURIComponent(place.incident)}`;
    case 'planned':
      return place.about === null ? '/planned' : `/planned/${encodeURIComponent(place.about)}`;
  }
}

/** Undefined where somebody broke an escape. */
function decoded(word: string): string | undefined {
  try {
    return decodeURIComponent(word);
  } catch {
    return undefined; // typed by hand
  }
}

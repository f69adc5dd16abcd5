/** Which page the address means. What is not known is the wall: nobody stands before an empty screen. */
export type Place =
  | { readonly kind: 'wall' }
  | { readonly kind: 'incidents' }
  | { readonly kind: 'incident'; readonly incident: string };

export function placeIn(path: string): Place {
  const [page, about, ...rest] = path.split('/').filter((word) => word !== '');
  if (page !== 'incidents' || rest.length > 0) return { kind: 'wall' };
  if (about === undefined) return { kind: 'incidents' };
  const incident = decoded(about);
  return incident === null ? { kind: 'wall' } : { kind: 'incident', incident };
}

export function pathOf(place: Place): string {
  if (place.kind === 'wall') return '/';
  return place.kind === 'incidents' ? '/incidents' : `/incidents/${encodeURIComponent(place.incident)}`;
}

function decoded(word: string): string | null {
  try {
    return decodeURIComponent(word);
  } catch {
    return null; // a broken escape of somebody's own making
  }
}

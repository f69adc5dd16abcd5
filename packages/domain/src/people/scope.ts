import type { Scope } from '@yagura/contract';

export const wholeDesk: Scope = { sites: 'all', owners: 'all' };

export function isWholeDesk({ sites, owners }: Scope): boolean {
  return sites === 'all' && owners === 'all';
}

interface Owned {
  readonly site: string;
  readonly owner: string | null;
}

/** What nobody owns is seen by those who see what every owner owns. */
export function inScope({ sites, owners }: Scope, { site, owner }: Owned): boolean {
  return (sites === 'all' || sites.includes(site)) && (owners === 'all' || (owner !== null && owners.includes(owner)));
}

/** True when whoever has the outer scope sees everything of the inner one. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  return partWithin(inner.sites, outer.sites) && partWithin(inner.owners, outer.owners);
}

function partWithin(inner: Scope['sites'], outer: Scope['sites']): boolean {
  return outer === 'all' || (inner !== 'all' && inner.every((each) => outer.includes(each)));
}

/** The same for every scope of the same sites and owners, in whatever order they are told. */
export function scopeKey({ sites, owners }: Scope): string {
  return [sites, owners].map((part) => (part === 'all' ? '*' : [...new Set(part)].toSorted().join(','))).join(';');
}

import type { Scope } from '@yagura/contract';

/** What of the desk there is to choose from. */
export interface Known {
  readonly sites: readonly string[];
  readonly owners: readonly string[];
}

export function partText(part: Scope['sites']): string {
  return part === 'all' ? 'all' : part.join(', ');
}

export function scopeText({ sites, owners }: Scope): string {
  if (sites === 'all' && owners === 'all') return 'the whole desk';
  const parts = [sites === 'all' ? '' : partText(sites), owners === 'all' ? '' : `owned by ${partText(owners)}`];
  return parts.filter((part) => part !== '').join(', ');
}

/** Nothing written is no scope: whoever means everything says `all`. What nobody knows is a slip of the hand. */
export function scopeIn(
  texts: { readonly sites: string; readonly owners: string },
  known: Known,
): { readonly scope: Scope } | { readonly problem: string } {
  const sites = partIn(texts.sites, known.sites);
  const owners = partIn(texts.owners, known.owners);
  if (sites === null) return { problem: 'Which sites? Write all, or name some.' };
  if (owners === null) return { problem: 'Which owners? Write all, or name some.' };
  if (typeof sites === 'object' && 'unknown' in sites) return { problem: `No site here is called ${sites.unknown}.` };
  if (typeof owners === 'object' && 'unknown' in owners)
    return { problem: `Nothing here is owned by ${owners.unknown}.` };
  return { scope: { sites, owners } };
}

function partIn(text: string, known: readonly string[]): 'all' | string[] | { unknown: string } | null {
  const words = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
  if (words.length === 0) return null;
  if (words.length === 1 && words[0]?.toLowerCase() === 'all') return 'all';
  const unknown = words.find((word) => !known.includes(word));
  return unknown === undefined ? words : { unknown };
}

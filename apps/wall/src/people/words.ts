import type { Identity } from '@yagura/contract';
import { clockOf } from '@yagura/domain';

/** What somebody is here, of what, and until when. */
export function sessionText(who: Identity): string {
  const { sites, owners } = who.scope;
  const parts = [sites === 'all' ? [] : sites, owners === 'all' ? [] : owners].flat();
  const scope = parts.length === 0 ? 'the whole desk' : parts.join(', ');
  const until = who.kind === 'person' ? `, until ${clockOf(who.endsAt).slice(0, 5)} UTC` : '';
  return `${who.kind === 'person' ? who.role : who.kind} of ${scope}${until}`;
}

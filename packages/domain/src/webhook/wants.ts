import type { Announcement, Subscription } from '@yagura/contract';
import { inScope } from '../people/scope.ts';

/** Whether a subscription asks for an announcement. Of what nobody can say any more where it lies, everybody is told. */
export function wants(
  { scope, least, kinds }: Pick<Subscription, 'scope' | 'least' | 'kinds'>,
  { kind, priority, places }: Pick<Announcement, 'kind' | 'priority' | 'places'>,
): boolean {
  if (priority > least || (kinds !== 'all' && !kinds.includes(kind))) return false;
  return places === undefined || places.length === 0 || places.some((place) => inScope(scope, place));
}

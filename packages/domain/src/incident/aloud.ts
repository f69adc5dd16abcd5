import type { Incident } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';

/** What every announcement of an incident says of it. */
export function aloud(
  { id, source, priority }: Incident,
  kind: AnnouncementDraft['kind'],
  at: number,
): Pick<AnnouncementDraft, 'at' | 'kind' | 'group' | 'root' | 'priority'> {
  const root = source.kind === 'watch' ? source.root : ({ kind: 'told', id } as const);
  return { at, kind, group: id, root, priority };
}

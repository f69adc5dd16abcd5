import type { Incident } from '@yagura/contract';
import type { DeskWorld } from '../desk/world.ts';
import { nameOf } from './act.ts';
import { putIncident } from './book.ts';
import { logged } from './log.ts';
import { membersOf } from './members-of.ts';

interface Actor {
  readonly person: string;
  readonly now: number;
}

/**
 * A person says that some of what was put together has nothing to do with the rest: each of them is a matter of its own from
 * here on, and stays so until it has been well for as long as a relapse would count.
 */
export function split(
  { grouping, rows, incidents }: DeskWorld,
  incident: Incident,
  components: readonly string[],
  { person, now }: Actor,
): { readonly text: string } | { readonly refused: string } {
  const { source } = incident;
  if (source.kind !== 'watch') return { refused: 'somebody was told of it: it has no members' };
  if (source.root.kind === 'collector') return { refused: 'they are out of sight, not at fault: that is one matter' };
  const members = membersOf({ grouping }, incident);
  const wanted = new Set(components);
  const stranger = components.find((id) => !members.includes(id));
  if (stranger !== undefined) return { refused: `${stranger} is not one of its members now` };
  const { root } = source;
  if (root.kind === 'component' && wanted.has(root.id)) return { refused: `${root.id} is what it is about` };
  if (members.every((id) => wanted.has(id))) return { refused: 'nothing would be left of it' };
  for (const component of wanted) grouping.apart.set(component, { from: incident.id, by: person, wellSince: null });
  grouping.nextAt = now;
  const names = [...wanted].map((id) => rows.get(id)?.component.name ?? id);
  const text = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  putIncident(incidents, logged(incident, { at: now, by: person, what: 'split', text }));
  return { text: `${text} split from ${nameOf(incident)}` };
}

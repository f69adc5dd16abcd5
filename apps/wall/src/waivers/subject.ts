import type { Alarm } from '@yagura/contract';
import type { DeskState } from '../desk/state.ts';
import type { Subject } from './mute-draft.ts';

/** Of a component that is looked at: itself, and what it belongs to. */
export function subjectOf({ board }: Pick<DeskState, 'board'>, component: string): Subject {
  const alarm = board?.alarms.find(({ members }) => members.includes(component));
  // Who belongs to an incident alone is the whole of it.
  return { component, incident: alarm && alarm.memberCount > 1 ? alarm.id : null };
}

export function subjectOfAlarm({ id }: Pick<Alarm, 'id'>): Subject {
  return { component: null, incident: id };
}

/** Everybody that a mute of it would name, as far as this screen is told. */
export interface Covered {
  readonly ids: readonly string[];
  readonly count: number;
  /** `incident 12, LSE gateway 1`; null of a component alone. */
  readonly of: string | null;
}

export function coveredBy(
  { board }: Pick<DeskState, 'board'>,
  { component, incident }: Subject,
  whole: boolean,
): Covered {
  if (!whole) return { ids: component === null ? [] : [component], count: component === null ? 0 : 1, of: null };
  const alarm = board?.alarms.find(({ id }) => id === incident);
  const number = board?.incidents.find(({ id }) => id === incident)?.number;
  const name = number === undefined ? '' : `incident ${number}, `;
  return { ids: alarm?.members ?? [], count: alarm?.memberCount ?? 0, of: alarm ? `${name}${alarm.title}` : null };
}

const named = 8;

/** `gw-1, gw-2 + 15 more` */
export function namesText({ ids, count }: Pick<Covered, 'ids' | 'count'>): string {
  const shown = ids.slice(0, named);
  const more = count - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` + ${more} more` : ''}`;
}

import type { Incident, IncidentBrief } from '@yagura/contract';

export const verbs = [
  'take',
  'still-mine',
  'note',
  'workaround',
  'fixed',
  'close',
  'hand-to',
  'release',
  'priority',
  'resumed',
  'merge',
  'mute',
  'attach',
] as const;
export type Verb = (typeof verbs)[number];
/** What is told of an incident; a mute is told of what belongs to it. */
export type Act = Exclude<Verb, 'mute'>;

export interface ActionWords {
  readonly key: string;
  readonly label: string;
  /** What has to be written; empty where its form has fields of its own, null where the key alone does it. */
  readonly asks: string | null;
}

export const actionWords: Readonly<Record<Verb, ActionWords>> = {
  take: { key: 'T', label: 'Take', asks: null },
  'still-mine': { key: 'S', label: 'Still mine', asks: null },
  note: { key: 'N', label: 'Note', asks: 'What is known' },
  workaround: { key: 'W', label: 'Workaround', asks: 'What was done' },
  fixed: { key: 'F', label: 'Fixed', asks: 'What fixed it' },
  close: { key: 'C', label: 'Close', asks: 'In a sentence' },
  'hand-to': { key: 'H', label: 'Hand to', asks: 'To whom' },
  release: { key: 'R', label: 'Release', asks: null },
  priority: { key: 'P', label: 'Priority', asks: 'Why' },
  resumed: { key: 'U', label: 'Trading resumed', asks: null },
  merge: { key: 'G', label: 'Goes on as', asks: '' },
  mute: { key: 'M', label: 'Mute', asks: 'Why' },
  attach: { key: 'A', label: 'Attach', asks: '' },
};

/** What this person can do about it now. What somebody else has is theirs; a word about it is everybody's. */
export function offered({ state, owner }: Pick<IncidentBrief, 'state' | 'owner'>, person: string): readonly Act[] {
  const mine = owner?.person === person;
  if (owner !== null && !mine) return ['note'];
  if (state === 'fixed') return ['note', 'close'];
  const acts = ['note', 'workaround', 'fixed', 'close'] as const;
  return mine ? ['still-mine', ...acts, 'hand-to', 'release'] : ['take', ...acts];
}

type Whole = Pick<Incident, 'state' | 'owner' | 'muted' | 'times' | 'health'>;

/** On its own page there is room for what is done seldom. */
export function offeredOnPage(incident: Whole, { person, mutes }: { person: string; mutes: boolean }): readonly Verb[] {
  if (incident.state === 'closed') return [];
  const seldom: Verb[] = ['attach', 'priority', 'merge'];
  if (incident.times.resumed === null) seldom.push('resumed');
  const goesOn = incident.health !== null && incident.health !== 'ok' && incident.health !== 'closed';
  if (mutes && !incident.muted && goesOn) seldom.push('mute');
  return [...offered(incident, person), ...seldom];
}

export function verbOfKey<V extends Verb>(key: string, offeredNow: readonly V[]): V | null {
  return offeredNow.find((verb) => actionWords[verb].key === key.toUpperCase()) ?? null;
}

/** Whether this member can be a matter of its own: something is left, and it is not what the rest is about. */
export function canSplit(
  { state, source, memberCount }: Pick<Incident, 'state' | 'source' | 'memberCount'>,
  id: string,
): boolean {
  if (state === 'closed' || memberCount < 2 || source.kind !== 'watch' || source.root.kind === 'collector')
    return false;
  return source.root.kind !== 'component' || source.root.id !== id;
}

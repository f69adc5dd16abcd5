import type { Alarm, WaiverBrief } from '@yagura/contract';

/** What is in force of this component, as far as every screen is told its names. */
export function inForceOf(briefs: readonly WaiverBrief[], component: string): WaiverBrief[] {
  return briefs.filter(({ state, components }) => state === 'in-force' && components.includes(component));
}

/** The mutes under which somebody is silent: of a component, or of anybody who belongs to an alarm. */
export function mutesOf(briefs: readonly WaiverBrief[], members: Alarm['members']): WaiverBrief[] {
  const wanted = new Set(members);
  return briefs.filter(
    ({ kind, state, components }) => kind === 'mute' && state === 'in-force' && components.some((id) => wanted.has(id)),
  );
}

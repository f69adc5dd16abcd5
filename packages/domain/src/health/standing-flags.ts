import type { ComponentState, Verdict } from '../watch/component.ts';

const none: Verdict['flags'] = [];
const onlyUnregistered: Verdict['flags'] = ['unregistered'];

/** What is true of it however it fares. */
export function standingFlags(component: ComponentState): Verdict['flags'] {
  return component.registeredBy === null ? none : onlyUnregistered;
}

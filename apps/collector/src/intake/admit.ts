import { defaultEveryMs } from './default-every.ts';
import type { DeskView, KnownComponent, Sender } from '../desk/desk-view.ts';
import type { Registrations } from '../desk/registrations.ts';

/** Taken, with the interval that holds where none is declared; or the reason why not. */
export type Admission =
  | { readonly taken: true; readonly everyMs: number }
  | { readonly taken: false; readonly cause: 'scope' | 'unknown' | 'registration'; readonly error: string };

const unregistered: Admission = { taken: true, everyMs: defaultEveryMs };

function outsideScope(sender: Sender, component: KnownComponent): Admission | null {
  const { scope } = sender;
  if (scope === null) return null;
  const place = scope.by === 'site' ? component.site : component.owner;
  if (place === scope.name) return null;
  const whose = place === null ? `has no ${scope.by}` : `belongs to ${scope.by} ${place}`;
  const error = `${component.id} ${whose}; sender ${sender.id} may send for ${scope.by}:${scope.name}`;
  return { taken: false, cause: 'scope', error };
}

function unknown(sender: Sender, component: string): Admission {
  const error = `${component} is not in the desk file and sender ${sender.id} may not register; name ${component} in the desk file, or give the sender "register: true"`;
  return { taken: false, cause: 'unknown', error };
}

/** May this sender speak for this component? A beat of an unknown one registers it. */
export function admitBeat(
  view: DeskView,
  registrations: Registrations,
  sender: Sender,
  component: string,
  at: number,
): Admission {
  const known = view.component(component);
  if (known) return outsideScope(sender, known) ?? { taken: true, everyMs: known.everyMs };
  if (!sender.register) return unknown(sender, component);
  const error = registrations.take(sender.id, component, at);
  return error === null ? unregistered : { taken: false, cause: 'registration', error };
}

/** An event is about something that is watched already: it registers nothing. */
export function admitOccurrence(
  view: DeskView,
  registrations: Registrations,
  sender: Sender,
  component: string,
): Admission {
  const known = view.component(component);
  if (known) return outsideScope(sender, known) ?? { taken: true, everyMs: known.everyMs };
  if (registrations.ownerOf(component) === sender.id) return unregistered;
  if (!sender.register) return unknown(sender, component);
  const error = `${component} is not known; send its first heartbeat under the token of sender ${sender.id}, then its events`;
  return { taken: false, cause: 'unknown', error };
}

import type { DeskState } from '../desk/state.ts';
import type { Muting } from './start-muting.ts';
import type { Subject } from './mute-draft.ts';
import { subjectOf, subjectOfAlarm } from './subject.ts';
import { inForceOf, mutesOf } from './waivers-of.ts';

interface Looked {
  readonly target: Element;
  /** Whose panel is open. */
  readonly open: string | null;
  readonly desk: Pick<DeskState, 'board'>;
}

/** `M` mutes what somebody looks at, `U` ends the mute that stands over it. True when there was such a thing. */
export function takeMuteKey(key: string, looked: Looked, muting: Muting): boolean {
  const subject = lookedAt(looked);
  if (subject === null) return false;
  switch (key.toLowerCase()) {
    case 'm':
      muting.begin(subject);
      return true;
    case 'u': {
      const [mute] = mutesUpon(looked.desk, subject);
      if (mute) void muting.end(mute);
      return mute !== undefined;
    }
    default:
      return false;
  }
}

/** The card or tile that has the focus, else the panel. */
function lookedAt({ target, open, desk }: Looked): Subject | null {
  const alarm = target.closest<HTMLElement>('[data-alarm]')?.dataset['alarm'];
  if (alarm !== undefined) return subjectOfAlarm({ id: alarm });
  const component = target.closest<HTMLElement>('[data-component]')?.dataset['component'] ?? open;
  return component === null ? null : subjectOf(desk, component);
}

function mutesUpon({ board }: Pick<DeskState, 'board'>, { component, incident }: Subject) {
  const briefs = board?.waivers ?? [];
  if (component !== null) return inForceOf(briefs, component).filter(({ kind }) => kind === 'mute');
  return mutesOf(briefs, board?.alarms.find(({ id }) => id === incident)?.members ?? []);
}

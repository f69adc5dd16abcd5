import { beginnings } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import type { ChangeDraft, DeskEffects } from '../desk/step.ts';
import type { DeskWorld } from '../desk/world.ts';

/** What the slices of one turn amount to: every change, and the last status of each component that is still there. */
export function gather(steps: readonly DeskEffects[], desk: DeskWorld): DeskEffects {
  const [only] = steps;
  if (only && steps.length === 1) return { ...only, changes: withLateness(only.changes) };
  const statuses = new Map<string, DeskEffects['statuses'][number]>();
  for (const step of steps) for (const told of step.statuses) statuses.set(told.id, told);
  const any = (pick: (step: DeskEffects) => boolean) => steps.some(pick);
  return {
    changes: withLateness(steps.flatMap((step) => step.changes)),
    announcements: seen(steps.flatMap((step) => step.announcements)),
    // In an order that does not tell in how many steps they came.
    statuses: [...statuses.values()].filter(({ id }) => desk.rows.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    refused: [],
    layoutChanged: any((step) => step.layoutChanged),
    alarmsChanged: any((step) => step.alarmsChanged),
    stripChanged: any((step) => step.stripChanged),
    collectorsChanged: any((step) => step.collectorsChanged),
    findingsChanged: any((step) => step.findingsChanged),
    openingsChanged: any((step) => step.openingsChanged),
    waiversChanged: any((step) => step.waiversChanged),
  };
}

/** Late is what began and ended unseen: what stands at the end of the turn was seen, however late it was learned. */
function withLateness(changes: ChangeDraft[]): ChangeDraft[] {
  if (!changes.some((change) => change.late)) return changes;
  const last = new Map(changes.map((change, index) => [change.component, index]));
  return changes.map((change, index) => (last.get(change.component) === index ? { ...change, late: false } : change));
}

const begins: ReadonlySet<string> = new Set(beginnings);
const ends: ReadonlySet<string> = new Set(['recovered', 'lapsed']);

/** What began and ended unseen, learned in one turn, is recorded and not announced. */
function seen(announcements: readonly AnnouncementDraft[]): AnnouncementDraft[] {
  const begun = new Set<string>();
  const unseen = new Set<AnnouncementDraft>();
  for (const one of announcements) {
    if (begins.has(one.kind)) begun.add(one.group);
    if (!ends.has(one.kind) || !begun.delete(one.group)) continue;
    for (const other of announcements) {
      if (other.group === one.group) unseen.add(other);
      if (other === one) break;
    }
  }
  return announcements.filter((one) => !unseen.has(one));
}

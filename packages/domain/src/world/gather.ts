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
    statuses: [...statuses.values()].filter(({ id }) => desk.rows.has(id)),
    refused: [],
    layoutChanged: any((step) => step.layoutChanged),
    alarmsChanged: any((step) => step.alarmsChanged),
    stripChanged: any((step) => step.stripChanged),
    collectorsChanged: any((step) => step.collectorsChanged),
    findingsChanged: any((step) => step.findingsChanged),
  };
}

/** Late is what began and ended unseen: what stands at the end of the turn was seen, however late it was learned. */
function withLateness(changes: ChangeDraft[]): ChangeDraft[] {
  if (!changes.some((change) => change.late)) return changes;
  const last = new Map(changes.map((change, index) => [change.component, index]));
  return changes.map((change, index) => (last.get(change.component) === index ? { ...change, late: false } : change));
}

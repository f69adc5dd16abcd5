import type { ReplayReport, ReportedChange } from './report.ts';

/** What happened at one instant in one way: a note, or the same change of any number of components. */
export type Moment =
  | { readonly type: 'note'; readonly at: number; readonly text: string }
  | (Omit<ReportedChange, 'component'> & { readonly type: 'change'; readonly components: readonly string[] });

/** Notes and changes in their order. What a note tells comes before what followed from it. */
export function timelineOf(report: ReplayReport): Moment[] {
  const notes = report.notes.map((note): Moment => ({ type: 'note', ...note }));
  return [...notes, ...together(withoutArrivals(report.changes))].toSorted((a, b) => a.at - b.at);
}

/** Who comes onto the desk and is heard at once was never out of sight in a way that anybody would want to read. */
function withoutArrivals(changes: readonly ReportedChange[]): ReportedChange[] {
  const arrived = new Map(changes.flatMap((change) => (change.from === null ? [[change.component, change.at]] : [])));
  const heardAtOnce = (change: ReportedChange) =>
    change.from === 'no-sight' && arrived.get(change.component) === change.at;
  const heard = new Set(changes.filter(heardAtOnce).map(({ component }) => component));
  return changes.flatMap((change) => {
    if (change.from === null && heard.has(change.component)) return [];
    return heardAtOnce(change) ? [{ ...change, from: null }] : [change];
  });
}

function together(changes: readonly ReportedChange[]): Moment[] {
  const moments = new Map<string, Extract<Moment, { type: 'change' }>>();
  for (const { component, ...change } of changes) {
    const key = JSON.stringify(change);
    const components = [...(moments.get(key)?.components ?? []), component];
    moments.set(key, { type: 'change', ...change, components });
  }
  return [...moments.values()];
}

import type { Health } from '@yagura/contract';
import { replay } from '../replay/replay.ts';
import { localClock } from '../replay/report/local-clock.ts';
import { reportOf, type ReplayReport, type ReportedGroup } from '../replay/report/report.ts';
import { readScenario } from '../replay/scenario/read-scenario.ts';

/** A recorded outage, folded: what tests ask about it, in the clock of its desk. */
export interface RecordedDay {
  readonly report: ReplayReport;
  readonly components: readonly string[];
  /** "07:04:00 down": each change of one component after the first beats. */
  story(component: string): string[];
  healthAt(component: string, clock: string): Health;
  /** Every health that it ever had once it was heard. */
  healths(component: string): Set<Health>;
  /** Groups announced from one clock until before another. */
  groups(from: string, until: string): ReportedGroup[];
  /** When somebody was woken. */
  pages(): string[];
}

const dayMs = 86_400_000;

export function recordedDay(name: string): RecordedDay {
  const folder = `config/scenarios/${name}`;
  const read = readScenario(`${folder}/desk.yaml`, `${folder}/events.jsonl`, {});
  if (!read.ok) throw new Error(read.text);
  const report = reportOf(read.scenario, read.inventory, replay(read.scenario, read.inventory));
  const { time } = localClock(report.desk.timeZone);
  const { start } = report.scenario;
  const instant = (clock: string) => start + (((secondsOf(clock) - secondsOf(time(start))) * 1000 + dayMs) % dayMs);
  const seen = (component: string) =>
    report.changes.filter(
      (change) => change.component === component && change.to !== null && !isArrival(change, start),
    );
  return {
    report,
    components: read.inventory.components.map(({ id }) => id),
    story: (component) =>
      seen(component)
        .filter(({ at }) => at > start)
        .map(({ at, to }) => `${time(at)} ${to}`),
    healthAt: (component, clock) => seen(component).findLast(({ at }) => at <= instant(clock))?.to ?? 'no-sight',
    healths: (component) => new Set(seen(component).flatMap(({ to }) => to ?? [])),
    groups: (from, until) =>
      report.groups.filter(({ announcedAt }) => announcedAt >= instant(from) && announcedAt < instant(until)),
    pages: () =>
      report.groups
        .flatMap(({ announcements }) => announcements.flatMap(({ at, pages }) => (pages ? [at] : [])))
        .toSorted((a, b) => a - b)
        .map(time),
  };
}

/** Before the first beat nothing is known, and nobody would call that a finding. */
function isArrival(change: { readonly at: number; readonly to: Health | null }, start: number): boolean {
  return change.at === start && change.to === 'no-sight';
}

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}

import type { Alarm, Announcement, Health, Inventory } from '@yagura/contract';
import { explain } from '@yagura/domain';
import type { Replayed } from '../replay.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a replay found, as `--json` prints it. Instants are milliseconds since 1970. */
export interface ReplayReport {
  readonly scenario: Pick<Scenario, 'name' | 'about' | 'sources' | 'start' | 'end'>;
  readonly desk: Inventory['desk'];
  readonly components: number;
  readonly notes: readonly { readonly at: number; readonly text: string }[];
  readonly changes: readonly ReportedChange[];
  readonly groups: readonly ReportedGroup[];
  readonly end: readonly { readonly component: string; readonly health: Health; readonly why: readonly string[] }[];
}

export interface ReportedChange {
  readonly at: number;
  readonly shown: number;
  readonly component: string;
  readonly from: Health | null;
  readonly to: Health | null;
  readonly why: readonly string[];
  readonly codes: readonly string[];
}

export interface ReportedGroup {
  readonly id: string;
  readonly root: Alarm['root'];
  readonly priority: Alarm['priority'];
  readonly title: string;
  readonly sentence: string;
  readonly onset: number;
  readonly announcedAt: number;
  readonly endedAt: number | null;
  readonly members: readonly string[];
  readonly announcements: readonly ReportedAnnouncement[];
}

/** One step of a group that was said once. */
export type ReportedAnnouncement = Pick<Announcement, 'at' | 'kind' | 'priority' | 'pages' | 'text'>;

export function reportOf(scenario: Scenario, inventory: Inventory, replayed: Replayed): ReplayReport {
  const { name, about, sources, start, end } = scenario;
  return {
    scenario: { name, about, sources, start, end },
    desk: inventory.desk,
    components: inventory.components.length,
    notes: scenario.events.flatMap((event) => (event.type === 'note' ? [{ at: event.at, text: event.text }] : [])),
    changes: replayed.changes.map(({ at, shown, component, from, to, reasons }) => ({
      at,
      shown,
      component,
      from,
      to,
      why: reasons.map(explain),
      codes: reasons.map(({ code }) => code),
    })),
    groups: replayed.groups.map(({ alarm, announcedAt, endedAt, members }) => ({
      id: alarm.id,
      root: alarm.root,
      priority: alarm.priority,
      title: alarm.title,
      sentence: alarm.sentence,
      onset: alarm.since,
      announcedAt,
      endedAt,
      members,
      announcements: replayed.announcements
        .filter(({ group }) => group === alarm.id)
        .map(({ at, kind, priority, pages, text }) => ({ at, kind, priority, pages, text })),
    })),
    end: replayed.statuses.map(({ id, status }) => ({
      component: id,
      health: status.health,
      why: status.reasons.map(explain),
    })),
  };
}

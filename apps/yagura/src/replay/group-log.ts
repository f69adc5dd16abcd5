import type { Alarm } from '@yagura/contract';

/** One group from its announcement to its end. */
export interface GroupRecord {
  /** As it stood when it was largest: what it came to be. */
  readonly alarm: Alarm;
  readonly announcedAt: number;
  /** Null when it stands at the end. */
  readonly endedAt: number | null;
  /** Every member that it ever had. */
  readonly members: readonly string[];
}

export interface GroupLog {
  take(alarms: readonly Alarm[] | undefined, now: number): void;
  records(): GroupRecord[];
}

/** Keeps what the desk's groups came to be over a whole replay. */
export function createGroupLog(): GroupLog {
  const groups = new Map<string, GroupRecord>();
  return {
    take(alarms, now) {
      if (!alarms) return;
      const standing = new Set(alarms.map(({ id }) => id));
      for (const [id, group] of groups)
        if (group.endedAt === null && !standing.has(id)) groups.set(id, { ...group, endedAt: now });
      for (const alarm of alarms) groups.set(alarm.id, grown(groups.get(alarm.id), alarm, now));
    },
    records: () =>
      [...groups.values()].toSorted((a, b) => a.announcedAt - b.announcedAt || a.alarm.since - b.alarm.since),
  };
}

function grown(group: GroupRecord | undefined, alarm: Alarm, now: number): GroupRecord {
  if (!group) return { alarm, announcedAt: now, endedAt: null, members: alarm.members };
  const more = alarm.members.filter((id) => !group.members.includes(id));
  const worse = alarm.priority < group.alarm.priority || alarm.memberCount > group.alarm.memberCount;
  return {
    alarm: worse ? alarm : group.alarm,
    announcedAt: group.announcedAt,
    endedAt: null,
    members: more.length === 0 ? group.members : [...group.members, ...more],
  };
}

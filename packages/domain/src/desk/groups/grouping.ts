import type { Announcement, Health, Priority, Root } from '@yagura/contract';

/** The same root again within this is the same matter. */
export const relapseWithinMs = 60 * 60_000;

/** A standing group. Replaced, never changed. */
export interface GroupState {
  readonly id: string;
  readonly root: Root;
  readonly since: number;
  readonly occurrence: number;
  /** The first onset of its members when it was opened: what joins a common cause has to lie near it. */
  readonly onset: number;
  /** As it was last announced, or less: what gets better is not said before it is over. OK: nothing was ever said of it. */
  readonly announced: { readonly priority: Priority; readonly health: Health };
  readonly flapping: boolean;
  /** All who belong to it are muted: nothing is said of it, and when that is over it is said again. */
  readonly muted: boolean;
  readonly mostMembers: number;
}

/** Muted from its beginning. */
export const neverAnnounced: GroupState['announced'] = { priority: 3, health: 'ok' };

/** Where an abnormal component belongs. */
export interface Place {
  readonly key: string;
  /** The dependency that explains it; null where it is explained otherwise. */
  readonly head: string | null;
  /** When that dependency was seen to be no explanation any more. */
  readonly headGoneAt: number | null;
  /** A check that sleeps outside its hours found it abnormal, not its silence or its own word. */
  readonly byCheck: boolean;
}

/** When a component became what it is: of a silence the last beat. */
export interface Onset {
  readonly hard: boolean;
  readonly at: number;
}

/** The neighbourhood of a P1 that paged: further ones in it do not page for a while. */
export interface Scope {
  readonly group: string;
  readonly at: number;
  readonly title: string;
  readonly sites: readonly string[];
  readonly venues: readonly string[];
  readonly dependencies: readonly string[];
  readonly updatesTold: number;
  /** How many members its group had when that was last told. */
  readonly members: number;
}

export interface Ended {
  readonly id: string;
  readonly at: number;
  readonly occurrence: number;
}

export interface Awaited {
  readonly group: GroupState;
  /** By then everything that still ails has been heard again. */
  readonly until: number;
}

/** A component of which a person said that it is a matter of its own. */
export interface Apart {
  /** The incident of which it is no part. */
  readonly from: string;
  readonly by: string | null;
  /** Null while it is abnormal. */
  readonly wellSince: number | null;
}

/** What the desk remembers about what belongs together. */
export interface Grouping {
  /** By the key of their root. */
  groups: ReadonlyMap<string, GroupState>;
  places: ReadonlyMap<string, Place>;
  readonly onsets: Map<string, Onset>;
  readonly ended: Map<string, Ended>;
  /** Groups that stood before the memory was lost, by the key of their root: what comes of the same root goes on as them. */
  readonly awaited: Map<string, Awaited>;
  /** By component. */
  readonly apart: Map<string, Apart>;
  scopes: readonly Scope[];
  /** When something of this changes without new facts. */
  nextAt: number | null;
}

/** An announcement before its turn gives it a number. */
export type AnnouncementDraft = Omit<Announcement, 'id'>;

export function createGrouping(): Grouping {
  return {
    groups: new Map(),
    places: new Map(),
    onsets: new Map(),
    ended: new Map(),
    awaited: new Map(),
    apart: new Map(),
    scopes: [],
    nextAt: null,
  };
}

export function keyOf(root: Root): string {
  return root.kind === 'common' ? `common:${root.shares}:${root.id}` : `${root.kind}:${root.id}`;
}

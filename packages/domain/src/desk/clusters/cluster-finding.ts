import type { Reason } from '@yagura/contract';

/** What one member is told because of all members. */
export interface Said {
  readonly id: string;
  readonly condition: 'down' | 'degraded';
  readonly reason: Reason;
}

/** Something that only the members of a cluster together show. Replaced, never changed. */
export interface ClusterFinding {
  readonly kind: 'failed' | 'split-brain' | 'no-active' | 'parity';
  /** For parity: the label. */
  readonly label: string | null;
  readonly since: number;
  /** It is believed from here on: before, it may be a change-over that goes as planned. */
  readonly standsAt: number;
  readonly standing: boolean;
  readonly clearedAt: number | null;
  readonly says: readonly Said[];
}

/** A fail-over of a pair, with its log-on at the venue, may take this long before nobody being active is a failure. */
const failOverMs = 10_000;
/** A rolling restart takes the members through two builds one after the other; a member restarts and is sound again within this. */
const rollingRestartMs = 60_000;
/** Two beats of a member: the one that stood by tells that it is active before the other tells that it is not any more. */
const leastChangeOverMs = 3000;
/** Recovery must be earned, also of what several show together; what a single member shows has been earned by itself. */
const holdMs = 10_000;

export function graceMs(kind: ClusterFinding['kind'], slowestEveryMs: number): number {
  switch (kind) {
    case 'failed':
      return 0;
    case 'split-brain':
      return Math.max(leastChangeOverMs, 1.5 * slowestEveryMs);
    case 'no-active':
      return failOverMs;
    case 'parity':
      return rollingRestartMs;
  }
}

function holdOf(kind: ClusterFinding['kind']): number {
  return kind === 'failed' ? 0 : holdMs;
}

/** Over before it was believed, or held for as long as recovery takes. */
export function isOver({ kind, clearedAt, standing }: ClusterFinding, now: number): boolean {
  return clearedAt !== null && (!standing || now >= clearedAt + holdOf(kind));
}

/** The instant at which this finding begins or ends to count without new evidence. */
export function findingInstant({ kind, standing, standsAt, clearedAt }: ClusterFinding): number | null {
  if (!standing) return standsAt;
  return clearedAt === null ? null : clearedAt + holdOf(kind);
}

import type { Calendar, Kind } from '@yagura/contract';
import type { Duty } from './duties.ts';
import type { Market } from './market/market.ts';

/** One thing the simulator pretends to be, with everything resolved that its beats depend on. */
export interface SimulatedComponent {
  readonly id: string;
  readonly kind: Kind;
  readonly site: string;
  readonly timeZone: string;
  readonly everyMs: number;
  readonly tier: number;
  /** Members of one cluster share one size of business. */
  readonly cluster: string;
  /** Its place where one member works and the other waits. */
  readonly role: 'active' | 'standby' | null;
  readonly witness: boolean;
  /** The markets whose hours make its load; none means that it follows its clients' day. */
  readonly markets: readonly Market[];
  /** Whose sessions it keeps; null where its market has no calendar. */
  readonly calendar: Calendar | null;
  /** It is there only while this one is in session; null means always. */
  readonly runs: Calendar | null;
  /** What has to happen on each trading day. */
  readonly duties: readonly Duty[];
  /** How soon a lost logon makes it down; null where no rule looks, or only out of hours. */
  readonly logonToldWithinMs: number | null;
}

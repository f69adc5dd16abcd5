import type { Kind } from '@yagura/contract';
import type { Market } from './market/sessions.ts';

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
  readonly witness: boolean;
  /** The markets whose hours make its load; none means that it follows its clients' day. */
  readonly markets: readonly Market[];
}

import type { DeskProblem } from '@yagura/desk-file';
import type { Kind } from '@yagura/contract';

/** Something that is allowed and yet deserves a look before the desk goes live. */
export interface Finding {
  readonly code: string;
  /** What there is one or several of, and what they lack; reads as "3 components without an owner". */
  readonly noun: string;
  readonly lack: string;
  /** What it costs, or what to do. */
  readonly advice: string;
  /** Ids, or ids with what is peculiar to each. */
  readonly about: readonly string[];
}

/** How soon the silence of a component is told. */
export interface Detection {
  readonly component: string;
  readonly kind: Kind;
  readonly site: string;
  readonly tier: number;
  readonly everyMs: number;
  readonly limitMs: number;
  /** From its last beat to the screen. */
  readonly toldWithinMs: number;
  /** It must be told sooner than it can be. */
  readonly late: boolean;
}

/** One kind or one site: how many components, by tier, and the slowest of them. */
export interface Tally {
  readonly name: string;
  readonly count: number;
  /** Tiers 1 to 4. */
  readonly tiers: readonly number[];
  readonly fastestMs: number;
  readonly slowestMs: number;
  readonly toldWithinMs: number;
}

export interface SiteTally extends Tally {
  readonly witnesses: readonly string[];
  readonly collectors: readonly string[];
}

export interface RightDesk {
  readonly ok: true;
  readonly file: string;
  readonly desk: string;
  readonly simulated: boolean;
  readonly counts: {
    readonly components: number;
    readonly sites: number;
    readonly collectors: number;
    readonly senders: number;
    readonly services: number;
    readonly views: number;
  };
  readonly kinds: readonly Tally[];
  readonly sites: readonly SiteTally[];
  /** By calendar, null for none: how many components follow it. */
  readonly calendars: readonly { readonly id: string | null; readonly components: number }[];
  /** Slowest first. */
  readonly detection: readonly Detection[];
  readonly findings: readonly Finding[];
}

export type CheckReport =
  | RightDesk
  | {
      readonly ok: false;
      readonly file: string;
      /** Why there is nothing to check at all; null where the problems say it. */
      readonly unreadable: string | null;
      readonly problems: readonly DeskProblem[];
    };

import type { Frame, Freshness, Pulse, Snapshot } from '@yagura/contract';
import type { Reading } from './overslept.ts';

/** Everything that can happen to the wall. Each carries what both clocks of the page said when it happened. */
export type DeskEvent = { readonly reading: Reading } & (
  | { readonly type: 'tick'; readonly expectedMs: number }
  | { readonly type: 'linked' }
  | { readonly type: 'unlinked' }
  | { readonly type: 'echo'; readonly sentAt: number; readonly deskTime: number }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly receivedAt: number }
  | { readonly type: 'frame'; readonly frame: Frame }
  | { readonly type: 'freshness'; readonly head: Freshness; readonly tenths: Uint8Array }
  | { readonly type: 'pulse'; readonly pulse: Pulse }
  | { readonly type: 'unreadable' }
  | { readonly type: 'outdated' }
);

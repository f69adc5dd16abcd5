import type { PlanWindow } from '@yagura/contract';
import type { WaiverBook } from './book.ts';
import { isSettled } from './windows.ts';

/** Work that is approved, as watch judges by it. */
export interface PlanSpan {
  readonly id: string;
  readonly components: readonly string[];
  readonly windows: readonly PlanWindow[];
}

/** In an order that does not tell in which they were approved. */
export function planSpans({ waivers }: WaiverBook): PlanSpan[] {
  return [...waivers.values()]
    .filter((waiver) => waiver.kind === 'plan' && isSettled(waiver) && waiver.windows.length > 0)
    .map(({ id, components, windows }) => ({ id, components, windows }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

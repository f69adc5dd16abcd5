import type { WaiverBrief } from '@yagura/contract';
import { countdown } from './venue-band.ts';

const aheadSeconds = 12 * 3600;

/** `work in 48 min: Core switch, 12 components`: the first that begins within a shift; null where none does. */
export function nextWork(briefs: readonly WaiverBrief[], second: number): string | null {
  const left = (at: number) => at / 1000 - second;
  const [next] = briefs
    .filter(({ kind, state, from }) => kind === 'plan' && state === 'ahead' && left(from) > 0)
    .filter(({ from }) => left(from) <= aheadSeconds)
    .toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  if (!next) return null;
  const { title, componentCount, from } = next;
  const many = componentCount === 1 ? '1 component' : `${componentCount} components`;
  return `work in ${countdown(left(from))}: ${title}, ${many}`;
}

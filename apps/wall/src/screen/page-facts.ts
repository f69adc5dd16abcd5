import type { Size } from '../board/rect.ts';
import type { Frames } from './watch-paint.ts';

/** Asked for by name at each frame: what stands in the way of painting stands in the way of this, too. */
export const pageFrames: Frames = {
  request: (run) => window.requestAnimationFrame(run),
  cancel: (request) => window.cancelAnimationFrame(request),
};

export function pageSize(): Size {
  return { width: window.innerWidth, height: window.innerHeight };
}

/** Chromium alone tells it, and no standard does. */
export function heapBytesOfPage(): number | null {
  const memory: unknown = Reflect.get(performance, 'memory');
  const used: unknown = typeof memory === 'object' && memory !== null ? Reflect.get(memory, 'usedJSHeapSize') : null;
  return typeof used === 'number' ? used : null;
}

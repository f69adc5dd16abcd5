import { useSyncExternalStore } from 'react';
import type { Size } from '../board/rect.ts';

let last: Size = { width: 0, height: 0 };

function subscribe(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}

function read(): Size {
  const { innerWidth: width, innerHeight: height } = window;
  if (width !== last.width || height !== last.height) last = { width, height };
  return last;
}

export function useViewport(): Size {
  return useSyncExternalStore(subscribe, read);
}

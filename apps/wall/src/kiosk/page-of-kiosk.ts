import type { KioskOptions } from './start-kiosk.ts';

/** Whether nobody is expected to stand before this page: it says so in its address, or is a registered screen. */
export function isKiosk(search: string, isRegistered: boolean): boolean {
  return isRegistered || new URLSearchParams(search).has('screen');
}

export const pageOfKiosk: KioskOptions['page'] = {
  hideCursor: (hidden) => document.documentElement.classList.toggle('no-cursor', hidden),
  onTouch: (run) => listen(['pointermove', 'pointerdown', 'keydown'], run),
  onFront: (run) => listen(['visibilitychange'], () => document.visibilityState === 'visible' && run(), document),
};

export const wakeLocksOfPage = (): KioskOptions['wakeLocks'] =>
  'wakeLock' in navigator ? { request: () => navigator.wakeLock.request('screen') } : null;

function listen(names: readonly string[], run: () => unknown, on: EventTarget = window): () => void {
  for (const name of names) on.addEventListener(name, run);
  return () => names.forEach((name) => on.removeEventListener(name, run));
}

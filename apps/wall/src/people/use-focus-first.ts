import { useLayoutEffect } from 'react';

/** Who opened it wants to type at once, and goes on afterwards where they were. */
export function useFocusFirst(dialog: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [dialog]);
}

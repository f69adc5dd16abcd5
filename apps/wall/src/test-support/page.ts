import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';

/** A page with nothing on it yet, at its first address and as wide as a wall. */
export function emptyPage(): Root {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, CSS: { escape: (text: string) => text } });
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080 });
  document.body.innerHTML = '<div id="root"></div>';
  history.replaceState(null, '', '/');
  return createRoot(document.getElementById('root') ?? document.body);
}

export const one = <Element extends HTMLElement>(selector: string) => document.querySelector<Element>(selector);
export const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
export const text = (selector: string) => one(selector)?.textContent ?? '';

/** A key, where the focus is. */
export const press = (key: string) =>
  act(
    async () =>
      void (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      ),
  );

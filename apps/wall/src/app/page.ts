import { useMemo, useSyncExternalStore } from 'react';

const pages = ['planned'] as const;

/** Which page the address names, and what of it: `/planned/plan-10001`. */
export interface Page {
  readonly name: 'wall' | (typeof pages)[number];
  readonly about: string | null;
}

export function pageIn(pathname: string): Page {
  const [, first = '', about = ''] = pathname.split('/');
  const name = pages.find((page) => page === first);
  return name === undefined ? { name: 'wall', about: null } : { name, about: decoded(about) };
}

export function pathOf({ name, about }: Page): string {
  if (name === 'wall') return '/';
  return about === null ? `/${name}` : `/${name}/${encodeURIComponent(about)}`;
}

function decoded(part: string): string | null {
  try {
    return part === '' ? null : decodeURIComponent(part);
  } catch {
    return null; // typed by hand
  }
}

/** From page to page is a step that "back" undoes; from one thing of a page to the next is none. */
export function goTo(page: Page): void {
  const here = pageIn(location.pathname);
  const path = pathOf(page) + location.search;
  if (here.name === page.name) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

export function usePage(): Page {
  const pathname = useSyncExternalStore(subscribe, () => location.pathname);
  return useMemo(() => pageIn(pathname), [pathname]);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  return () => window.removeEventListener('popstate', onChange);
}

/** The part of the page's address that says which component is open, so that an explanation is a link. */
export interface Address {
  read(): string | null;
  write(component: string | null): void;
  onChange(run: () => void): () => void;
}

const key = 'component';

export function componentIn(hash: string): string | null {
  const id = new URLSearchParams(hash.replace(/^#/, '')).get(key);
  return id === null || id === '' ? null : id;
}

export function hashOf(component: string): string {
  return `#${new URLSearchParams({ [key]: component }).toString()}`;
}

export const pageAddress: Address = {
  read: () => componentIn(location.hash),
  write(component) {
    const here = location.pathname + location.search;
    // Opening is a step that "back" undoes, as people with a phone expect; going on from one to the next is none.
    const isStep = component !== null && componentIn(location.hash) === null;
    const url = component === null ? here : here + hashOf(component);
    if (isStep) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  },
  onChange(run) {
    for (const event of ['hashchange', 'popstate']) window.addEventListener(event, run);
    return () => {
      for (const event of ['hashchange', 'popstate']) window.removeEventListener(event, run);
    };
  },
};

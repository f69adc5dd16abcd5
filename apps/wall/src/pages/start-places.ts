import { createStore, type StoreApi } from 'zustand/vanilla';
import { pathOf, placeIn, type Place } from './place.ts';

export interface PlacesState {
  readonly place: Place;
}

/** Which page stands on this screen. */
export interface Places {
  readonly state: Pick<StoreApi<PlacesState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** A step that "back" undoes; from one thing of a page to the next is none. */
  go(place: Place, hash?: string): void;
  stop(): void;
}

export interface PathOfPage {
  path(): string;
  push(url: string): void;
  replace(url: string): void;
  onChange(run: () => void): () => void;
}

export function startPlaces(address: PathOfPage): Places {
  const state = createStore<PlacesState>()(() => ({ place: placeIn(address.path()) }));
  const stop = address.onChange(() => state.setState({ place: placeIn(address.path()) }));
  return {
    state,
    stop,
    go(place, hash = '') {
      const isHere = place.kind === 'planned' && state.getState().place.kind === 'planned';
      address[isHere ? 'replace' : 'push'](pathOf(place) + hash);
    },
  };
}

export const pathOfPage: PathOfPage = {
  path: () => location.pathname,
  push(url) {
    history.pushState(null, '', withSearch(url));
    readAgain();
  },
  replace(url) {
    history.replaceState(null, '', withSearch(url));
    readAgain();
  },
  onChange(run) {
    window.addEventListener('popstate', run);
    return () => window.removeEventListener('popstate', run);
  },
};

/** What the page is, a view or a screen, it stays from place to place. */
function withSearch(url: string): string {
  const hash = url.indexOf('#');
  const [path, rest] = hash === -1 ? [url, ''] : [url.slice(0, hash), url.slice(hash)];
  return path + location.search + rest;
}

/** Whoever reads the address reads it again, as after "back". */
function readAgain(): void {
  window.dispatchEvent(new PopStateEvent('popstate'));
}

import { createStore, type StoreApi } from 'zustand/vanilla';

export interface ViewsState {
  /** The id of a view of the desk, as it was asked for; null: the map. */
  readonly wanted: string | null;
}

/** Which view of the map stands on this page. The address keeps it, so that a reload and a link show the same. */
export interface Views {
  readonly state: Pick<StoreApi<ViewsState>, 'getState' | 'getInitialState' | 'subscribe'>;
  choose(view: string | null): void;
  stop(): void;
}

/** The part of the page's address that names the view. */
export interface ViewAddress {
  read(): string | null;
  write(view: string | null): void;
  onChange(run: () => void): () => void;
}

const key = 'view';

export function startViews(address: ViewAddress): Views {
  const state = createStore<ViewsState>()(() => ({ wanted: address.read() }));
  const stop = address.onChange(() => state.setState({ wanted: address.read() }));
  return {
    state,
    stop,
    choose(wanted) {
      address.write(wanted);
      state.setState({ wanted });
    },
  };
}

export function viewIn(search: string): string | null {
  const view = new URLSearchParams(search).get(key);
  return view === '' ? null : view;
}

export function searchWith(search: string, view: string | null): string {
  const parameters = new URLSearchParams(search);
  if (view === null) parameters.delete(key);
  else parameters.set(key, view);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

export const viewAddress: ViewAddress = {
  read: () => viewIn(location.search),
  // Looking at it another way is no step that "back" undoes.
  write: (view) =>
    history.replaceState(null, '', location.pathname + searchWith(location.search, view) + location.hash),
  onChange(run) {
    window.addEventListener('popstate', run);
    return () => window.removeEventListener('popstate', run);
  },
};

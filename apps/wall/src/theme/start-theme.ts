import { themes, themeSchema, type Theme } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ScreenStore } from '../screen/screen.ts';

/** Also read by `public/first-paint.js`, before anything of this runs. */
export const themeKey = 'yagura.theme';

export interface ThemeState {
  readonly theme: Theme;
  /** A registered screen looks as it was set up; at a console whoever sits there chooses. */
  readonly isFixed: boolean;
}

export interface ThemeHandle {
  readonly state: Pick<StoreApi<ThemeState>, 'getState' | 'getInitialState' | 'subscribe'>;
  choose(theme: Theme): void;
  /** The one after this one. */
  next(): void;
  stop(): void;
}

export interface ThemeOptions {
  readonly memory: Pick<Storage, 'getItem' | 'setItem'> | null;
  readonly screen: Pick<ScreenStore, 'getState' | 'subscribe'>;
  /** Paints the page in it. */
  readonly paint: (theme: Theme) => void;
}

/** Which of the four looks this page has. */
export function startTheme({ memory, screen, paint }: ThemeOptions): ThemeHandle {
  let chosen = remembered(memory);
  const looks = (): ThemeState => {
    const set = screen.getState().settings?.theme;
    return { theme: set ?? chosen, isFixed: set !== undefined };
  };
  const state = createStore<ThemeState>()(looks);
  const settle = () => {
    const { theme, isFixed } = looks();
    const before = state.getState();
    if (theme === before.theme && isFixed === before.isFixed) return;
    state.setState({ theme, isFixed });
    remember(memory, theme);
    paint(theme);
  };
  paint(state.getState().theme);
  const choose = (theme: Theme) => {
    if (state.getState().isFixed) return;
    chosen = theme;
    settle();
  };
  return {
    state,
    choose,
    next: () => choose(themes[(themes.indexOf(state.getState().theme) + 1) % themes.length] ?? 'dark'),
    stop: screen.subscribe(settle),
  };
}

function remembered(memory: ThemeOptions['memory']): Theme {
  try {
    return themeSchema.safeParse(memory?.getItem(themeKey)).data ?? 'dark';
  } catch {
    return 'dark'; // a browser that lets nobody remember
  }
}

function remember(memory: ThemeOptions['memory'], theme: Theme): void {
  try {
    memory?.setItem(themeKey, theme);
  } catch {
    // As above: then it lasts as long as the page.
  }
}

import type { Layout } from '@yagura/contract';
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useScreen } from '../screen/screen.ts';
import { chooseView, type ChosenView } from './choose-view.ts';
import type { Views, ViewsState } from './start-views.ts';

/** Absent in tests of something else: there the map stands. */
export const ViewsContext = createContext<Views | null>(null);

const theMap: ViewsState = { wanted: null };
const absent: Views['state'] = {
  getState: () => theMap,
  getInitialState: () => theMap,
  subscribe: () => () => {},
};

/** A registered screen shows what it was set up for; a console what its address names. */
export function useView({ views }: Pick<Layout, 'views'>): ChosenView {
  const asked = useStore(useContext(ViewsContext)?.state ?? absent, ({ wanted }) => wanted);
  const setUp = useScreen(({ settings }) => settings?.view);
  const wanted = setUp === undefined ? asked : setUp;
  return useMemo(() => chooseView(views, wanted), [views, wanted]);
}

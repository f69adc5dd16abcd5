import type { Layout, View } from '@yagura/contract';

/** The fixed map, for every desk. */
export const mapView: View = { id: 'map', name: 'Map', rows: 'layer', columns: 'region' };

export interface ChosenView {
  readonly view: View;
  /** What was asked for and is not there. */
  readonly unknown: string | null;
}

/** The view that was asked for; where the desk has none of this name, the map, which leaves nothing out. */
export function chooseView(views: readonly View[], wanted: string | null): ChosenView {
  if (wanted === null || wanted === mapView.id) return { view: mapView, unknown: null };
  const view = views.find(({ id }) => id === wanted);
  return view ? { view, unknown: null } : { view: mapView, unknown: wanted };
}

/** The next in turn; the map comes first, and a view of the desk that is the same is left out. */
export function viewAfter({ views }: Pick<Layout, 'views'>, wanted: string | null): string | null {
  const others = views.filter(({ rows, columns, where }) => {
    return where !== undefined || rows !== mapView.rows || columns !== mapView.columns;
  });
  const turn = [null, ...others.map(({ id }) => id)];
  const { view } = chooseView(views, wanted);
  const here = others.includes(view) ? view.id : null;
  return turn[(turn.indexOf(here) + 1) % turn.length] ?? null;
}

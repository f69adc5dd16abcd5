import { useContext, useEffect, useMemo, useRef } from 'react';
import { useDesk } from '../app/wall.ts';
import { PlacesContext } from '../pages/context.ts';
import { PageFrame } from '../pages/PageFrame.tsx';
import { useKeys } from '../pages/use-keys.ts';
import { ListContext, useList } from './context.ts';
import { FilterBar } from './FilterBar.tsx';
import { Rows } from './Rows.tsx';
import { chosenAfter, rowsOf } from './rows.ts';
import type { Listed } from './listed.ts';

/** Every incident there ever was. */
export function ListPage() {
  const records = useList((state) => state.records);
  const filter = useList((state) => state.filter);
  const briefs = useDesk((state) => state.board?.incidents) ?? noBriefs;
  const rows = useMemo(() => rowsOf({ records, briefs }, filter), [records, briefs, filter]);
  const field = useRef<HTMLInputElement>(null);
  useFresh();
  useListKeys(rows, field);
  return (
    <PageFrame title="Incidents" testId="incidents">
      <FilterBar field={field} rows={rows} />
      <Rows rows={rows} />
    </PageFrame>
  );
}

const noBriefs: readonly [] = [];
/** A busy minute is asked about once. */
const settlesMs = 1500;
const asksAgainMs = 5000;

/** Asks when the page opens, and again when the frames tell something newer than what was asked for. */
function useFresh(): void {
  const list = useContext(ListContext);
  const briefs = useDesk((state) => state.board?.incidents);
  useEffect(() => void list.refresh(), [list]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (briefs !== undefined && list.isBehind(briefs)) void list.refresh();
    }, settlesMs);
    return () => clearTimeout(timer);
  }, [list, briefs]);
  const problem = useList((state) => state.problem);
  useEffect(() => {
    if (problem === null) return undefined;
    const timer = setInterval(() => void list.refresh(), asksAgainMs);
    return () => clearInterval(timer);
  }, [list, problem]);
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 15,
  PageUp: -15,
  Home: -Infinity,
  End: Infinity,
};

function useListKeys(rows: readonly Listed[], field: { readonly current: HTMLInputElement | null }): void {
  const list = useContext(ListContext);
  const places = useContext(PlacesContext);
  const openRow = (row: Listed | undefined) => {
    if (row !== undefined) places?.go({ kind: 'incident', incident: String(row.number) });
    return row !== undefined;
  };
  const leave = (typing: boolean) => {
    if (typing) field.current?.blur();
    else places?.go({ kind: 'wall' });
    return true;
  };
  useKeys((key, typing) => {
    const { chosen } = list.state.getState();
    const step = steps[key];
    if (step !== undefined && (!typing || key.startsWith('Arrow'))) {
      list.choose(chosenAfter(rows, chosen, step));
      return true;
    }
    if (key === 'Enter') return openRow(rows.find(({ id }) => id === chosen) ?? (typing ? rows[0] : undefined));
    if (key === 'Escape') return leave(typing);
    if (key !== '/' || typing) return false;
    field.current?.focus();
    return true;
  });
}

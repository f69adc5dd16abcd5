import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import type { Known } from './scope-words.ts';

/** The sites and owners of the desk, as far as whoever is here sees them. */
export function useKnown(): Known {
  const layout = useDesk((state) => state.board?.layout);
  return useMemo(() => {
    const owners = layout?.components.flatMap(({ owner }) => (owner === null ? [] : [owner])) ?? [];
    return { sites: layout?.sites.map(({ id }) => id) ?? [], owners: [...new Set(owners)].toSorted() };
  }, [layout]);
}

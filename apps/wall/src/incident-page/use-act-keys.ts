import type { Incident } from '@yagura/contract';
import { useContext } from 'react';
import { verbOfKey } from '../incidents/actions.ts';
import { ActingContext } from '../incidents/context.ts';
import { PlacesContext } from '../pages/context.ts';
import { useKeys } from '../pages/use-keys.ts';
import { MutingContext } from '../waivers/context.ts';
import { useBegin, useOffered } from './Acts.tsx';

/** One key for each act; Escape leaves what is being written, then the page. */
export function useActKeys(incident: Incident | null): void {
  const acting = useContext(ActingContext);
  const muting = useContext(MutingContext);
  const places = useContext(PlacesContext);
  const verbs = useOffered(incident);
  const begin = useBegin(incident);
  const leave = () => {
    if (muting !== null && muting.state.getState().writing !== null) muting.leave();
    else if (acting !== null && acting.state.getState().writing !== null) acting.leave();
    else places?.go({ kind: 'incidents' });
    return true;
  };
  useKeys((key, typing) => {
    if (key === 'Escape') return leave();
    if (typing || incident === null) return false;
    const isWriting = [acting, muting].some((each) => each !== null && each.state.getState().writing !== null);
    const verb = isWriting ? null : verbOfKey(key, verbs ?? []);
    if (verb !== null) begin(verb);
    return verb !== null;
  });
}

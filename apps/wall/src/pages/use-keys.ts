import { useContext, useEffect, useRef } from 'react';
import { PeopleContext } from '../people/context.ts';

/** What a page does with a key; true when it was one of its own. */
export type TakeKey = (key: string, typing: boolean) => boolean;

/** Keys of a page. Who is here goes before everything, and in a field only Escape is a key. */
export function useKeys(take: TakeKey): void {
  const people = useContext(PeopleContext);
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, altKey, ctrlKey, metaKey } = event;
      if (altKey || ctrlKey || metaKey || !(target instanceof Element)) return;
      const typing = target.closest('input, textarea, select') !== null;
      const isTaken = takeWho(key, typing) || (!isWhoOpen() && newest.current(key, typing));
      if (isTaken) event.preventDefault();
    };
    const isWhoOpen = () => people?.state.getState().open === true;
    const takeWho = (key: string, typing: boolean) => {
      const wanted = key === 'Escape' ? isWhoOpen() : !typing && key.toLowerCase() === 'i';
      if (wanted) people?.show(!isWhoOpen());
      return wanted;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [people]);
}

import { useContext } from 'react';
import { PeopleContext, usePeople } from './context.ts';
import { whoText } from './start-people.ts';

/** Who is signed in here. Small: nobody needs to read it from across the room. */
export function WhoButton() {
  const people = useContext(PeopleContext);
  const known = usePeople((state) => state.session !== null);
  const text = usePeople((state) => whoText(state.session?.who ?? null));
  const isNobody = usePeople((state) => state.session?.who == null);
  if (!known) return null;
  return (
    <button
      type="button"
      className={isNobody ? 'who nobody' : 'who'}
      aria-label={isNobody ? 'Sign in' : `Signed in: ${text}`}
      data-testid="who"
      onClick={() => people?.show(true)}
    >
      {text}
    </button>
  );
}

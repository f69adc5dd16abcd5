import type { IncidentAnswer } from '@yagura/contract';
import { useContext, useEffect, useState } from 'react';
import { useDesk } from '../app/wall.ts';
import { useActing } from '../incidents/context.ts';
import { AskIncidentContext } from './incident-api.ts';

export interface Seen {
  readonly answer: IncidentAnswer | null;
  readonly problem: string | null;
}

const asksAgainMs = 5000;

/** The whole of it: asked for anew whenever a frame tells another revision, and after each act of this screen. */
export function useIncident(name: string): Seen {
  const ask = useContext(AskIncidentContext);
  const revision = useDesk(
    ({ board }) => board?.incidents.find(({ id, number }) => id === name || String(number) === name)?.revision,
  );
  const busy = useActing((state) => state.busy);
  const [seen, setSeen] = useState<Seen>({ answer: null, problem: null });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void ask(name).then((asked) => {
      if (!wanted) return;
      if ('answer' in asked) return setSeen({ answer: asked.answer, problem: null });
      setSeen(({ answer }) => ({ answer, problem: asked.problem }));
      timer = setTimeout(() => setTries((before) => before + 1), asksAgainMs);
    });
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, name, revision, busy, tries]);
  return seen;
}

import type { Priority } from '@yagura/contract';
import { useContext, useLayoutEffect, useRef, useState, type SubmitEvent } from 'react';
import { usePeople } from '../people/context.ts';
import { ActingContext, useActing } from './context.ts';

/** What nobody watches and somebody was told: open in ten seconds. */
export function OpenByHand() {
  const opening = useActing((state) => state.opening);
  return opening && <Dialog />;
}

function Dialog() {
  const acting = useContext(ActingContext);
  const may = usePeople(({ session }) => session?.who?.kind === 'person' && session.may.includes('act'));
  const dialog = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => dialog.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true }),
    [],
  );
  return (
    <div ref={dialog} className="keys by-hand" role="dialog" aria-label="Open an incident">
      <h2>What were you told?</h2>
      {may ? <Fields /> : <p className="soft">Sign in to act: I opens it.</p>}
      <button type="button" onClick={() => acting?.showOpening(false)}>
        Close
      </button>
    </div>
  );
}

function Fields() {
  const acting = useContext(ActingContext);
  const busy = useActing((state) => state.busy);
  const said = useActing(({ said: last }) => (last !== null && last.incident === null ? last.text : null));
  const [words, setWords] = useState({ what: '', where: '', toldBy: '' });
  const [priority, setPriority] = useState<Priority>(2);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    acting?.open({ ...words, priority });
  };
  return (
    <form className="override" onSubmit={submit} aria-label="Open an incident">
      {(['what', 'where', 'toldBy'] as const).map((name) => (
        <label key={name}>
          {fields[name]}
          <input
            value={words[name]}
            maxLength={200}
            onChange={({ target }) => setWords({ ...words, [name]: target.value })}
          />
        </label>
      ))}
      <div>
        {([1, 2, 3] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="priority" checked={priority === each} onChange={() => setPriority(each)} />P{each}
          </label>
        ))}
        <button type="submit" disabled={busy}>
          Open
        </button>
        <output>{said}</output>
      </div>
    </form>
  );
}

const fields = { what: 'What', where: 'Where', toldBy: 'Told by' } as const;

import type { CalendarStanding } from '@yagura/contract';
import { useContext, useLayoutEffect, useRef, useState, type SubmitEvent } from 'react';
import { usePeople } from '../people/context.ts';
import { ExplainContext } from './context.ts';
import { emptyDraft, overrideOf, type Draft } from './override-draft.ts';
import { SayOverrideContext } from './say-override.ts';

/** "Today is different": said once, under the name of who is signed in, with a reason, for everything that follows this calendar. */
export function OverrideForm({ standing }: { standing: CalendarStanding }) {
  const handle = useContext(ExplainContext);
  const say = useContext(SayOverrideContext);
  const author = usePeople((state) => state.session?.who?.name ?? null);
  const [draft, setDraft] = useState(emptyDraft);
  const [said, setSaid] = useState<string | null>(null);
  const form = useComingIntoSight();
  const { id, today, timeZone } = standing;
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const override = overrideOf(standing, draft, author);
    if (typeof override === 'string') return setSaid(override);
    setSaid('Sending …');
    setSaid((await say(override)) ?? 'Recorded.');
  };
  return (
    <form ref={form} className="override" onSubmit={(event) => void submit(event)} aria-label={`Override ${id}`}>
      <p>
        {id} on {today.date}, now {today.clock} ({timeZone}):
      </p>
      <label>
        <input type="radio" name="says" checked={draft.says === 'open'} onChange={() => change({ says: 'open' })} />
        Open until
        <input
          type="time"
          value={draft.until}
          aria-label="Open until"
          onChange={({ target }) => change({ says: 'open', until: target.value })}
        />
        today
      </label>
      <label>
        <input type="radio" name="says" checked={draft.says === 'closed'} onChange={() => change({ says: 'closed' })} />
        Closed today
      </label>
      <Words label="Reason" value={draft.reason} most={500} onChange={(reason) => change({ reason })} />
      <div>
        <button type="submit">Record</button>
        <button type="button" onClick={() => handle?.override(false)}>
          Leave it
        </button>
        <output>{said}</output>
      </div>
    </form>
  );
}

/** Who pressed a key wants to write at once, and the form opens below what is in sight. */
function useComingIntoSight() {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    form.current?.scrollIntoView?.({ block: 'nearest' }); // not every DOM scrolls
    form.current?.querySelector<HTMLInputElement>('input[type="time"]')?.focus({ preventScroll: true });
  }, []);
  return form;
}

function Words(props: { label: string; value: string; most: number; onChange: (value: string) => void }) {
  const { label, value, most, onChange } = props;
  return (
    <label>
      {label}
      <input value={value} maxLength={most} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}

import { closeReasons, type CloseReason, type Priority } from '@yagura/contract';
import { useContext, useId, useLayoutEffect, useRef, useState, type SubmitEvent } from 'react';
import { useDesk } from '../app/wall.ts';
import { actionWords, type Act } from './actions.ts';
import { ActingContext, useActing } from './context.ts';
import { emptyDraft, type Draft } from './draft.ts';
import type { Seen } from './start-acting.ts';

interface WordsFormProps {
  readonly incident: Seen;
  readonly verb: Act;
}

/** Asks for what an act needs besides its key. */
export function WordsForm({ incident, verb }: WordsFormProps) {
  const acting = useContext(ActingContext);
  const busy = useActing((state) => state.busy);
  const [draft, setDraft] = useState(emptyDraft);
  const form = useRef<HTMLFormElement>(null);
  const { asks, label } = actionWords[verb];
  useLayoutEffect(() => firstField(form.current)?.focus({ preventScroll: true }), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    acting?.finish(incident, draft);
  };
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <form ref={form} className="override" onSubmit={submit} aria-label={label}>
      {verb === 'close' && <Because draft={draft} change={change} />}
      {verb === 'priority' && <Priorities draft={draft} change={change} />}
      {verb === 'merge' && <Into incident={incident} draft={draft} change={change} />}
      {verb === 'attach' && <Attached incident={incident} draft={draft} change={change} />}
      {asks !== null && asks !== '' && (
        <label>
          {asks}
          <input value={draft.text} maxLength={2000} onChange={({ target }) => change({ text: target.value })} />
        </label>
      )}
      <div>
        <button type="submit" disabled={busy}>
          {label}
        </button>
        <button type="button" onClick={() => acting?.leave()}>
          Leave it
        </button>
      </div>
    </form>
  );
}

/** What has to be written is where somebody begins; choices have an answer already. */
function firstField(form: HTMLFormElement | null): HTMLElement | null {
  return form?.querySelector<HTMLElement>('input:not([type])') ?? form?.querySelector<HTMLElement>('select') ?? null;
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function Because({ draft, change }: FieldProps) {
  return (
    <label>
      Because
      <select value={draft.reason} onChange={({ target }) => change({ reason: target.value as CloseReason })}>
        {closeReasons.map((each) => (
          <option key={each} value={each}>
            {each.replace('-', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}

function Priorities({ draft, change }: FieldProps) {
  return (
    <div>
      {([1, 2, 3] satisfies Priority[]).map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="as-priority"
            checked={draft.priority === each}
            onChange={() => change({ priority: each })}
          />
          P{each}
        </label>
      ))}
    </div>
  );
}

function Into({ incident, draft, change }: FieldProps & { readonly incident: Seen }) {
  const others = useDesk(({ board }) => board?.incidents)?.filter(({ id }) => id !== incident.id) ?? [];
  return (
    <label>
      As
      <select value={draft.into} onChange={({ target }) => change({ into: target.value })}>
        <option value="">{others.length === 0 ? 'no other incident is open' : 'choose one'}</option>
        {others.map(({ id, number, title }) => (
          <option key={id} value={id}>
            #{number} {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The members are offered first; any other component of the desk may have to do with it. */
function Attached({ incident, draft, change }: FieldProps & { readonly incident: Seen }) {
  const alarm = useDesk(({ board }) => board?.alarms.find(({ id }) => id === incident.id));
  const components = useDesk(({ board }) => board?.layout.components);
  const names = useId();
  const first = alarm?.members ?? [];
  const others =
    components
      ?.map(({ id }) => id)
      .filter((id) => !first.includes(id))
      .slice(0, 1000) ?? [];
  return (
    <>
      <label>
        State of
        <input
          list={names}
          value={draft.component}
          maxLength={200}
          onChange={({ target }) => change({ component: target.value })}
        />
        <datalist id={names}>
          {[...first, ...others].map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
      </label>
      <label>
        or a link
        <input
          placeholder="https://"
          value={draft.url}
          maxLength={500}
          onChange={({ target }) => change({ url: target.value })}
        />
      </label>
      <label>
        Its title
        <input value={draft.text} maxLength={200} onChange={({ target }) => change({ text: target.value })} />
      </label>
    </>
  );
}

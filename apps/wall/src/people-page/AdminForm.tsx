import { useContext, useRef, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import { textIn } from '../people/Field.tsx';
import { useFocusFirst } from '../people/use-focus-first.ts';
import { LinesContext, useLines } from './lines-context.ts';
import type { Field } from './drafts.ts';
import type { Known } from './scope-words.ts';

interface AdminFormProps {
  readonly label: string;
  readonly does: string;
  readonly onSend: (field: Field) => void;
  readonly children: ReactNode;
}

/** What is written is read once, when it is sent: no password stays in memory. What is wrong is said in our own words. */
export function AdminForm({ label, does, onSend, children }: AdminFormProps) {
  const lines = useContext(LinesContext);
  const busy = useLines((state) => state.busy);
  const said = useLines((state) => state.said);
  const form = useRef<HTMLFormElement>(null);
  useFocusFirst(form);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = event.currentTarget;
    onSend((name) => textIn(sent, name));
  };
  return (
    <form ref={form} className="admin-form" onSubmit={submit} onKeyDown={sendByEnter} aria-label={label} noValidate>
      <h2>{label}</h2>
      {children}
      <p className="admin-send">
        <button type="submit" disabled={busy}>
          {does}
        </button>
        <button type="button" onClick={() => lines.leave()}>
          <kbd>Esc</kbd> Leave it
        </button>
        <output className="problem">{said?.isProblem === true ? said.text : null}</output>
      </p>
    </form>
  );
}

/** As in every other field; a list opens by the space bar. */
function sendByEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly value: string;
  readonly onChoose?: (value: string) => void;
}

export function Choice({ label, name, choices, value, onChoose }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} defaultValue={value} onChange={({ target }) => onChoose?.(target.value)}>
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

export function KnownParts({ known }: { readonly known: Known }) {
  const text = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
  return (
    <p className="soft admin-known">
      Write all, or some with commas. Sites: {text(known.sites)}. Owners: {text(known.owners)}.
    </p>
  );
}

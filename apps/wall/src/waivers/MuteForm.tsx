import { useContext, useRef, useState, type SubmitEvent } from 'react';
import { useDesk } from '../app/wall.ts';
import { usePeople } from '../people/context.ts';
import { useFocusFirst } from '../people/use-focus-first.ts';
import { MutingContext, useMuting } from './context.ts';
import { emptyMute, endOf, howLong, shiftEndOf, type HowLong, type MuteDraft, type Subject } from './mute-draft.ts';
import { coveredBy, namesText } from './subject.ts';
import { whenText } from './time-words.ts';
import { whyNot } from './why-not.ts';

/** For a while nothing is announced of it: of what, how long, why, and how bad it may get. */
export function MuteForm() {
  const subject = useMuting((state) => state.writing);
  return subject && <Dialog subject={subject} />;
}

/** What became of the last one, for whoever pressed a key somewhere on the wall. */
export function MuteSaid() {
  const said = useMuting((state) => (state.writing === null ? state.said : null));
  return (
    <output className={said === null ? 'mute-said empty' : 'mute-said'} role="status">
      {said}
    </output>
  );
}

function Dialog({ subject }: { subject: Subject }) {
  const muting = useContext(MutingContext);
  const why = usePeople(({ session }) => whyNot(session, 'mute'));
  const dialog = useRef<HTMLDivElement>(null);
  useFocusFirst(dialog);
  return (
    <div ref={dialog} className="keys mute-form" role="dialog" aria-label="Mute" data-testid="mute-form">
      <h2>Mute</h2>
      {why === null ? <Form subject={subject} /> : <p>{why}</p>}
      <button type="button" onClick={() => muting?.leave()}>
        Leave it <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function Form({ subject }: { subject: Subject }) {
  const muting = useContext(MutingContext);
  const busy = useMuting((state) => state.busy);
  const said = useMuting((state) => state.said);
  const second = useDesk((state) => state.second);
  const sessionEnds = usePeople(({ session }) => (session?.who?.kind === 'person' ? session.who.endsAt : 0));
  const [draft, setDraft] = useState(() => emptyMute(subject));
  const now = second * 1000;
  const shiftEnd = shiftEndOf(sessionEnds, now);
  const change = (part: Partial<MuteDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void muting?.finish(draft, { now, shiftEnd });
  };
  return (
    <form className="override" onSubmit={submit} aria-label="Mute">
      <Covers subject={subject} whole={draft.whole} onChange={(whole) => change({ whole })} />
      <label>
        Reason
        <input value={draft.reason} maxLength={200} onChange={({ target }) => change({ reason: target.value })} />
      </label>
      <Lasts draft={draft} now={now} shiftEnd={shiftEnd} onChange={change} />
      <Level draft={draft} onChange={change} />
      <div>
        <button type="submit" disabled={busy}>
          Mute <kbd>Enter</kbd>
        </button>
        <output>{said}</output>
      </div>
    </form>
  );
}

interface CoversProps {
  readonly subject: Subject;
  readonly whole: boolean;
  readonly onChange: (whole: boolean) => void;
}

function Covers({ subject, whole, onChange }: CoversProps) {
  const names = useDesk((state) => namesText(coveredBy(state, subject, whole)));
  const of = useDesk((state) => coveredBy(state, subject, whole).of);
  const count = useDesk((state) => coveredBy(state, subject, whole).count);
  const name = useDesk(({ board }) => board?.layout.components.find(({ id }) => id === subject.component)?.name);
  return (
    <>
      {subject.component !== null && subject.incident !== null && (
        <fieldset>
          <legend>Of</legend>
          <Choice name="whole" checked={!whole} onChange={() => onChange(false)} label="this component alone" />
          <Choice name="whole" checked={whole} onChange={() => onChange(true)} label="everything of its incident" />
        </fieldset>
      )}
      <p className="covers">
        {of !== null && `${count === 1 ? 'Of' : `All ${count} of`} ${of}: `}
        <b>{names === '' ? 'nothing that this screen knows' : names}</b>
        {of === null && name !== undefined && ` ${name}`}
      </p>
    </>
  );
}

const lastsWords: Readonly<Record<HowLong, string>> = {
  '30 min': '30 min',
  '1 h': '1 h',
  '4 h': '4 h',
  shift: 'end of shift',
  time: 'until',
};

interface LastsProps {
  readonly draft: Pick<MuteDraft, 'lasts' | 'clock'>;
  readonly now: number;
  /** Where what is given more time would end. */
  readonly countedFrom?: number;
  readonly shiftEnd: number | null;
  readonly onChange: (part: { readonly lasts: HowLong; readonly clock?: string }) => void;
}

/** For how long; also of what is given more time. */
export function Lasts({ draft, now, countedFrom = now, shiftEnd, onChange }: LastsProps) {
  const end = endOf(draft, now, shiftEnd, countedFrom);
  return (
    <fieldset>
      <legend>For</legend>
      {howLong.map((lasts) => (
        <Choice
          key={lasts}
          name="lasts"
          label={lastsWords[lasts]}
          checked={draft.lasts === lasts}
          disabled={lasts === 'shift' && shiftEnd === null}
          onChange={() => onChange({ lasts })}
        />
      ))}
      <label>
        <input
          className="clock"
          inputMode="numeric"
          placeholder="18:30"
          aria-label="Until, UTC"
          value={draft.clock}
          onChange={({ target }) => onChange({ lasts: 'time', clock: target.value })}
        />
        UTC
      </label>
      <span className="soft value">{typeof end === 'string' ? end : `until ${whenText(end, now)}`}</span>
    </fieldset>
  );
}

function Level({ draft, onChange }: { draft: MuteDraft; onChange: (part: Pick<MuteDraft, 'level'>) => void }) {
  return (
    <fieldset>
      <legend>Quiet</legend>
      <Choice
        name="level"
        label="as bad as it is now: if it gets worse it is announced"
        checked={draft.level === 'as-now'}
        onChange={() => onChange({ level: 'as-now' })}
      />
      <Choice
        name="level"
        label="whatever happens"
        checked={draft.level === 'whatever'}
        onChange={() => onChange({ level: 'whatever' })}
      />
    </fieldset>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: () => void;
}

export function Choice({ name, label, checked, disabled = false, onChange }: ChoiceProps) {
  return (
    <label>
      <input type="radio" name={name} checked={checked} disabled={disabled} onChange={onChange} />
      {label}
    </label>
  );
}

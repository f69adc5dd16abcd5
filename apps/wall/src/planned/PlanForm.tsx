import { useContext, useRef, useState, type SubmitEvent } from 'react';
import { useGo } from '../pages/context.ts';
import { useDesk } from '../app/wall.ts';
import { usePeople } from '../people/context.ts';
import { useFocusFirst } from '../people/use-focus-first.ts';
import { whyNot } from '../waivers/why-not.ts';
import { ChooseComponents } from './ChooseComponents.tsx';
import { ChooseTime } from './ChooseTime.tsx';
import { PlannedContext, usePlanned } from './context.ts';
import { emptyPlan, planOf, type PlanDraft } from './plan-draft.ts';

/** What, why, which and when; then what the relay makes of it, and only then the proposal. */
export function PlanForm() {
  const why = usePeople(({ session }) => whyNot(session, 'plan'));
  return why === null ? <Form /> : <p className="planned-none">{why}</p>;
}

function Form() {
  const go = useGo();
  const planned = useContext(PlannedContext);
  const second = useDesk((state) => state.toldSecond);
  const zone = useDesk((state) => state.board?.layout.desk.timeZone ?? 'UTC');
  const [empty] = useState(() => emptyPlan(second * 1000, zone));
  const draft = usePlanned((state) => state.draft) ?? empty;
  const said = usePlanned((state) => state.said);
  const worked = usePlanned((state) => state.preview !== null);
  const busy = usePlanned((state) => state.busy);
  const form = useRef<HTMLFormElement>(null);
  useFocusFirst(form);
  const change = (part: Partial<PlanDraft>) => planned?.draft({ ...draft, ...part });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const plan = planOf(draft);
    if (!worked || typeof plan === 'string') return planned?.preview(plan);
    const proposed = await planned?.propose(plan);
    if (proposed != null) go({ kind: 'planned', about: proposed });
  };
  return (
    <form
      ref={form}
      id="plan-form"
      className="override plan-form"
      aria-label="Plan work"
      onSubmit={(event) => void submit(event)}
    >
      <Line label="What" value={draft.title} onChange={(title) => change({ title })} />
      <Line label="Why" value={draft.reason} onChange={(reason) => change({ reason })} />
      <ChooseComponents draft={draft} onChange={change} />
      <ChooseTime draft={draft} onChange={change} />
      <div className="plan-send">
        <button type="submit" disabled={busy}>
          {worked ? 'Propose it' : 'Preview'} <kbd>Enter</kbd>
        </button>
        <output role="status">{worked ? 'Look at what it would be, then propose it.' : said}</output>
      </div>
    </form>
  );
}

function Line({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label>
      <span>{label}</span>
      <input value={value} maxLength={200} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}

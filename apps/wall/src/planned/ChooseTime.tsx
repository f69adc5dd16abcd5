import { useDesk } from '../app/wall.ts';
import { Choice } from '../waivers/MuteForm.tsx';
import type { PlanDraft } from './plan-draft.ts';
import { weekdayName } from './row-words.ts';

interface DraftProps {
  readonly draft: PlanDraft;
  readonly onChange: (part: Partial<PlanDraft>) => void;
}

const whenWords = { once: 'once', flexible: 'when somebody starts it', recurring: 'again and again' } as const;

/** Once, between two instants when somebody says so, or again and again by the clocks of a zone. */
export function ChooseTime({ draft, onChange }: DraftProps) {
  return (
    <>
      <fieldset>
        <legend>When</legend>
        {(['once', 'flexible', 'recurring'] as const).map((when) => (
          <Choice
            key={when}
            name="when"
            label={whenWords[when]}
            checked={draft.when === when}
            onChange={() => onChange({ when })}
          />
        ))}
      </fieldset>
      {draft.when === 'once' && <Once draft={draft} onChange={onChange} />}
      {draft.when === 'flexible' && <Flexible draft={draft} onChange={onChange} />}
      {draft.when === 'recurring' && <Recurring draft={draft} onChange={onChange} />}
    </>
  );
}

function Once({ draft, onChange }: DraftProps) {
  return (
    <fieldset>
      <legend>UTC</legend>
      <Instant label="from" value={draft.from} onChange={(from) => onChange({ from })} />
      <Instant label="until" value={draft.until} onChange={(until) => onChange({ until })} />
    </fieldset>
  );
}

function Flexible({ draft, onChange }: DraftProps) {
  return (
    <fieldset>
      <legend>UTC</legend>
      <Instant label="not before" value={draft.from} onChange={(from) => onChange({ from })} />
      <Instant label="not after" value={draft.latest} onChange={(latest) => onChange({ latest })} />
      <Lasts draft={draft} onChange={onChange} />
    </fieldset>
  );
}

const nths = {
  '': 'every',
  1: 'the first',
  2: 'the second',
  3: 'the third',
  4: 'the fourth',
  last: 'the last',
} as const;

function Recurring({ draft, onChange }: DraftProps) {
  return (
    <>
      <fieldset>
        <legend>On</legend>
        <label>
          <select
            aria-label="Which of a month"
            value={draft.nth}
            onChange={({ target }) => onChange({ nth: target.value as PlanDraft['nth'] })}
          >
            {(['', '1', '2', '3', '4', 'last'] as const).map((nth) => (
              <option key={nth} value={nth}>
                {nths[nth]}
              </option>
            ))}
          </select>
        </label>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={draft.weekdays.includes(day)}
              onChange={() => onChange({ weekdays: toggled(draft.weekdays, day) })}
            />
            {weekdayName(day)}
          </label>
        ))}
      </fieldset>
      <Clock draft={draft} onChange={onChange} />
      <fieldset>
        <legend>Days</legend>
        <label>
          from
          <input type="date" value={draft.firstDate} onChange={({ target }) => onChange({ firstDate: target.value })} />
        </label>
        <label>
          to
          <input type="date" value={draft.lastDate} onChange={({ target }) => onChange({ lastDate: target.value })} />
        </label>
      </fieldset>
    </>
  );
}

/** By whose clocks: those of the desk's sites are offered. */
function Clock({ draft, onChange }: DraftProps) {
  const sites = useDesk((state) => state.board?.layout.sites);
  const zones = [...new Set(['UTC', ...(sites ?? []).map(({ timeZone }) => timeZone)])];
  return (
    <fieldset>
      <legend>At</legend>
      <label>
        <input
          className="clock"
          inputMode="numeric"
          placeholder="22:00"
          aria-label="At, by the clocks of the zone"
          value={draft.at}
          onChange={({ target }) => onChange({ at: target.value })}
        />
      </label>
      <label>
        in
        <input
          list="plan-zones"
          type="text"
          aria-label="Time zone"
          value={draft.zone}
          onChange={({ target }) => onChange({ zone: target.value })}
        />
      </label>
      <datalist id="plan-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Lasts draft={draft} onChange={onChange} />
    </fieldset>
  );
}

function Lasts({ draft, onChange }: DraftProps) {
  return (
    <label>
      for
      <input
        type="text"
        inputMode="decimal"
        className="short"
        aria-label="Hours that it takes"
        value={draft.lastsHours}
        onChange={({ target }) => onChange({ lastsHours: target.value })}
      />
      hours
    </label>
  );
}

function Instant({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label>
      {label}
      <input type="datetime-local" value={value} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}

function toggled(days: readonly number[], day: number): number[] {
  return days.includes(day) ? days.filter((each) => each !== day) : [...days, day].toSorted((a, b) => a - b);
}

import { useMemo, useState, type KeyboardEvent } from 'react';
import { useDesk } from '../app/wall.ts';
import { Choice } from '../waivers/MuteForm.tsx';
import { attributes, findComponents, valuesOf, type Attribute, type PlanDraft } from './plan-draft.ts';

interface DraftProps {
  readonly draft: PlanDraft;
  readonly onChange: (part: Partial<PlanDraft>) => void;
}

const none: readonly [] = [];

/** By name, or everything that has one of each list that is given. */
export function ChooseComponents({ draft, onChange }: DraftProps) {
  return (
    <>
      <fieldset>
        <legend>Which</legend>
        <Choice name="by" label="by name" checked={draft.by === 'name'} onChange={() => onChange({ by: 'name' })} />
        <Choice
          name="by"
          label="all of a site, venue, kind or owner"
          checked={draft.by === 'attribute'}
          onChange={() => onChange({ by: 'attribute' })}
        />
      </fieldset>
      {draft.by === 'name' ? (
        <ByName draft={draft} onChange={onChange} />
      ) : (
        <ByAttribute draft={draft} onChange={onChange} />
      )}
    </>
  );
}

function ByName({ draft, onChange }: DraftProps) {
  const components = useDesk((state) => state.board?.layout.components) ?? none;
  const [text, setText] = useState('');
  const found = useMemo(() => findComponents(components, text, draft.names), [components, text, draft.names]);
  const add = (id: string) => onChange({ names: [...draft.names, id] });
  const onKey = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key !== 'Enter' || text.trim() === '') return;
    event.preventDefault(); // it chooses, and sends nothing
    if (first) add(first.id);
    setText('');
  };
  return (
    <fieldset>
      <legend>Names</legend>
      <input
        type="search"
        aria-label="Find a component; Enter chooses the first"
        placeholder="part of a name, Enter chooses the first"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKey}
      />
      <div className="picked">
        {draft.names.map((id) => (
          <button
            key={id}
            type="button"
            className="chosen"
            aria-label={`Leave ${id} out`}
            onClick={() => onChange({ names: draft.names.filter((each) => each !== id) })}
          >
            {id} ×
          </button>
        ))}
        {found.map(({ id, name }) => (
          <button key={id} type="button" aria-label={`Choose ${id}`} title={name} onClick={() => add(id)}>
            + {id}
          </button>
        ))}
        {text.trim() !== '' && found.length === 0 && <span className="soft">Nothing on the desk is called that.</span>}
      </div>
    </fieldset>
  );
}

const attributeWords: Readonly<Record<Attribute, string>> = {
  sites: 'Sites',
  venues: 'Venues',
  kinds: 'Kinds',
  owners: 'Owners',
};

function ByAttribute({ draft, onChange }: DraftProps) {
  const components = useDesk((state) => state.board?.layout.components) ?? none;
  const values = useMemo(() => valuesOf(components), [components]);
  return attributes
    .filter((list) => values[list].length > 0)
    .map((list) => (
      <fieldset key={list}>
        <legend>{attributeWords[list]}</legend>
        {values[list].map((value) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={draft.chosen[list].includes(value)}
              onChange={() => onChange({ chosen: { ...draft.chosen, [list]: toggled(draft.chosen[list], value) } })}
            />
            {value}
          </label>
        ))}
      </fieldset>
    ));
}

function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

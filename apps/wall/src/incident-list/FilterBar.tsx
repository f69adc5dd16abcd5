import { useContext, type Ref } from 'react';
import { ListContext, useList } from './context.ts';
import type { Listed } from './listed.ts';
import { shownStates } from './rows.ts';

export function FilterBar({ field, rows }: { field: Ref<HTMLInputElement>; rows: readonly Listed[] }) {
  const list = useContext(ListContext);
  const filter = useList((state) => state.filter);
  return (
    <div className="filter-bar" role="search">
      <input
        ref={field}
        type="search"
        aria-label="Filter: title, number or member"
        placeholder="/ title, number, member"
        value={filter.text}
        maxLength={100}
        onChange={({ target }) => list.filter({ text: target.value })}
      />
      {shownStates.map((states) => (
        <label key={states} className={filter.states === states ? 'chosen' : ''}>
          <input
            type="radio"
            name="states"
            checked={filter.states === states}
            onChange={() => list.filter({ states })}
          />
          {states}
        </label>
      ))}
      <Found rows={rows} />
    </div>
  );
}

/** What a filter leaves is only the whole truth once everything was looked through. */
function Found({ rows }: { rows: readonly Listed[] }) {
  const looked = useList((state) => state.records.size);
  const complete = useList((state) => state.complete);
  const problem = useList((state) => state.problem);
  const filtered = useList(({ filter }) => filter.text !== '');
  const open = rows.filter(({ state }) => state !== 'closed').length;
  const text = filtered
    ? `${rows.length} found in ${complete ? 'all' : 'the newest'} ${looked}`
    : `${open} not closed · ${rows.length - open}${complete ? '' : ' or more'} closed`;
  return <output className={problem === null ? 'value' : 'value problem'}>{problem ?? text}</output>;
}

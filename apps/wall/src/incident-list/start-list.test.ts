import type { Incident, IncidentBrief } from '@yagura/contract';
import { incidentOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import type { AskIncidents } from './incidents-api.ts';
import { startList } from './start-list.ts';

/** What a relay answers of these incidents, in pages of two. */
function relayOf(incidents: Incident[]) {
  const asked: string[] = [];
  const ask: AskIncidents = ({ states, below, limit = 2 }) => {
    asked.push(`${states.length === 1 ? 'closed' : 'open'} below ${below}`);
    const found = incidents
      .filter(({ state, number }) => states.includes(state) && number < (below ?? Infinity))
      .toSorted((a, b) => b.number - a.number);
    const page = found.slice(0, limit);
    const next = found.length > limit ? (page.at(-1)?.number ?? null) : null;
    return Promise.resolve({ answer: { incidents: page, below: next } });
  };
  return { ask, asked };
}

const incident = (number: number, over: Partial<Incident> = {}) => incidentOf({ id: `i${number}`, number, ...over });
const closed = (number: number) => incident(number, { state: 'closed', revision: 5 });

test('WI-44 all that is open comes at once, what is closed page by page as somebody scrolls, each once', async () => {
  const relay = relayOf([incident(1), incident(4), incident(9), ...[2, 3, 5, 6, 7, 8].map(closed)]);
  const list = startList(relay.ask);
  const known = () => [...list.state.getState().records.values()].map(({ number }) => number).toSorted((a, b) => a - b);
  await list.refresh();
  expect(known()).toEqual([1, 4, 7, 8, 9]);
  for (let page = 0; page < 5; page++) await list.more();
  expect(known()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(list.state.getState().complete).toBe(true);
  expect(relay.asked.filter((each) => each.startsWith('closed'))).toEqual([
    'closed below null',
    'closed below 7',
    'closed below 5',
  ]);
});

test('WI-44 what is closed meanwhile is shown as closed, however old it is', async () => {
  const incidents = [incident(1), ...[2, 3, 4, 5].map(closed)];
  const list = startList(relayOf(incidents).ask);
  await list.refresh();
  incidents[0] = closed(1);
  expect(list.isBehind([])).toBe(true);
  await list.refresh();
  expect(list.state.getState().records.get('i1')?.state).toBe('closed');
  expect(list.isBehind([])).toBe(false);
});

test('WI-44 a newer word of a frame means that the list is behind', async () => {
  const list = startList(relayOf([incident(1, { revision: 3 })]).ask);
  await list.refresh();
  const brief = (revision: number) => ({ id: 'i1', revision }) as IncidentBrief; // all that is looked at
  expect(list.isBehind([brief(3)])).toBe(false);
  expect(list.isBehind([brief(4)])).toBe(true);
});

test('WI-44 while nobody answers the list says so and keeps what it has', async () => {
  let away = false;
  const relay = relayOf([incident(1)]);
  const list = startList((asked) => (away ? Promise.resolve({ problem: 'Away.' }) : relay.ask(asked)));
  await list.refresh();
  away = true;
  await list.refresh();
  expect(list.state.getState()).toMatchObject({ problem: 'Away.', asking: false });
  expect(list.state.getState().records.size).toBe(1);
  away = false;
  await list.refresh();
  expect(list.state.getState().problem).toBeNull();
});

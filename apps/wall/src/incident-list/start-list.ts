import { incidentStates, maxIncidentsOnBoard, type IncidentBrief, type IncidentsAnswer } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskIncidents } from './incidents-api.ts';
import { listed, type Listed } from './listed.ts';
import type { Filter } from './rows.ts';

export interface ListState {
  readonly records: ReadonlyMap<string, Listed>;
  /** All that is closed has been asked for. */
  readonly complete: boolean;
  readonly asking: boolean;
  readonly problem: string | null;
  readonly filter: Filter;
  readonly chosen: string | null;
  /** How far it was scrolled, for whoever comes back from one of them. */
  readonly top: number;
}

/** Every incident, as far as somebody has looked. */
export interface List {
  readonly state: Pick<StoreApi<ListState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Asks anew for what is not closed, and for what was closed last. */
  refresh(): Promise<void>;
  /** Asks for older ones, one page at a time. */
  more(): Promise<void>;
  /** Some of what the frames tell is not what was asked for. */
  isBehind(briefs: readonly IncidentBrief[]): boolean;
  filter(change: Partial<Filter>): void;
  choose(incident: string | null): void;
  scrolled(top: number): void;
}

const notClosed = incidentStates.filter((state) => state !== 'closed');
/** So many pages of what is not closed: beyond it nobody reads, and the desk holds no more. */
const mostPages = 50;

const empty: ListState = {
  records: new Map(),
  complete: false,
  asking: false,
  problem: null,
  filter: { states: 'all', text: '' },
  chosen: null,
  top: 0,
};

export function startList(ask: AskIncidents): List {
  const state = createStore<ListState>()(() => empty);
  let below: number | null = null;
  const keep = (answers: readonly Listed[]) =>
    state.setState(({ records }) => ({ records: newestOf([...records.values(), ...answers]) }));
  let runs: Promise<void> = Promise.resolve();
  let waits = false;
  const alone = async (work: () => Promise<void>) => {
    state.setState({ asking: true });
    try {
      await work();
      state.setState({ problem: null });
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      state.setState({ problem: error.message });
    } finally {
      state.setState({ asking: false });
    }
  };
  const refresh = async () => {
    const open = await allOpen(ask);
    const ids = new Set(open.map(({ id }) => id));
    const gone = [...state.getState().records.values()].filter((each) => each.state !== 'closed' && !ids.has(each.id));
    keep([...open, ...(await closedMeanwhile(ask, gone))]);
    await closedBelow(null);
  };
  const closedBelow = async (from: number | null) => {
    const answer = await answered(ask({ states: ['closed'], below: from }));
    keep(answer.incidents.map(listed));
    if (from !== below) return;
    below = answer.below;
    state.setState(({ complete }) => ({ complete: complete || below === null }));
  };
  return {
    state,
    refresh() {
      if (waits) return runs;
      waits = true;
      return (runs = runs.then(() => ((waits = false), alone(refresh))));
    },
    more() {
      const { asking, complete } = state.getState();
      return asking || waits || complete ? runs : (runs = alone(() => closedBelow(below)));
    },
    isBehind: (briefs) => isBehind(state.getState().records, briefs),
    filter: (change) => state.setState(({ filter }) => ({ filter: { ...filter, ...change }, chosen: null, top: 0 })),
    choose: (chosen) => state.setState({ chosen }),
    scrolled: (top) => state.setState({ top }),
  };
}

class NotAnswered extends Error {}

async function answered(asked: ReturnType<AskIncidents>): Promise<IncidentsAnswer> {
  const paged = await asked;
  if ('problem' in paged) throw new NotAnswered(paged.problem);
  return paged.answer;
}

async function allOpen(ask: AskIncidents): Promise<Listed[]> {
  const found: Listed[] = [];
  let below: number | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: IncidentsAnswer = await answered(ask({ states: notClosed, below }));
    found.push(...answer.incidents.map(listed));
    below = answer.below;
    if (below === null) break;
  }
  return found;
}

/** What was open and is not any more, each by its number: it may lie far below what is closed last. */
async function closedMeanwhile(ask: AskIncidents, gone: readonly Listed[]): Promise<Listed[]> {
  const answers = gone.map(({ number }) => answered(ask({ states: ['closed'], below: number + 1, limit: 1 })));
  return (await Promise.all(answers)).flatMap(({ incidents }) => incidents.map(listed));
}

/** Some of what the frames tell is not what was asked for; a board that is full tells nothing of what it leaves out. */
function isBehind(records: ListState['records'], briefs: readonly IncidentBrief[]): boolean {
  if (briefs.some(({ id, revision }) => (records.get(id)?.revision ?? -1) < revision)) return true;
  const told = new Set(briefs.map(({ id }) => id));
  const isWhole = briefs.length < maxIncidentsOnBoard;
  return isWhole && [...records.values()].some((each) => each.state !== 'closed' && !told.has(each.id));
}

function newestOf(all: readonly Listed[]): ReadonlyMap<string, Listed> {
  const records = new Map<string, Listed>();
  for (const each of all) if ((records.get(each.id)?.revision ?? -1) <= each.revision) records.set(each.id, each);
  return records;
}

import type { PlanBody, PlanPreview, Waiver, WaiverAnswer, WaiverBrief } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timers } from '../connection/timers.ts';
import type { DeskStore } from '../desk/store.ts';
import type { Told } from '../incidents/incident-api.ts';
import type { PlanDraft } from './plan-draft.ts';
import { toldText } from '../incidents/start-acting.ts';
import type { WaiverApi, WaiverVerb } from '../waivers/waiver-api.ts';

export const plannedViews = ['list', 'week', 'month'] as const;
export type PlannedView = (typeof plannedViews)[number];

export interface PlannedState {
  readonly view: PlannedView;
  /** Everything the relay knows; null until it answered, and where it does not tell. */
  readonly waivers: readonly Waiver[] | null;
  readonly problem: string | null;
  /** The one that is looked at, and what the relay says of it. */
  readonly chosen: string | null;
  readonly detail: WaiverAnswer | null;
  readonly detailProblem: string | null;
  /** What it conflicts with changed while somebody looked at it. */
  readonly changed: boolean;
  /** A plan is being written, or the chosen one is given more time. */
  readonly writing: 'plan' | 'extend' | null;
  /** What was written of a plan and not proposed: kept, whoever looks elsewhere meanwhile. */
  readonly draft: PlanDraft | null;
  readonly preview: PlanPreview | null;
  readonly busy: boolean;
  readonly said: string | null;
}

/** The page of everything that is muted or planned. */
export interface Planned {
  readonly state: Pick<StoreApi<PlannedState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** The page is on screen, and asks for itself; until it is told otherwise. */
  open(): () => void;
  choose(id: string | null): void;
  show(view: PlannedView): void;
  write(what: PlannedState['writing']): void;
  /** What was worked out before was of another plan. */
  draft(draft: PlanDraft): void;
  act(verb: WaiverVerb, until?: number): Promise<void>;
  /** Works a plan out; null forgets what was worked out, because the plan is another one now. */
  preview(plan: PlanBody | string | null): Promise<void>;
  /** The name of what was proposed. */
  propose(plan: PlanBody): Promise<string | null>;
}

export interface PlannedOptions {
  readonly api: WaiverApi;
  readonly desk: DeskStore;
  readonly timers: Timers;
  readonly newKey: () => string;
}

const askEveryMs = 15_000;
export const nothingPlanned: PlannedState = {
  view: 'list',
  waivers: null,
  problem: null,
  chosen: null,
  detail: null,
  detailProblem: null,
  changed: false,
  writing: null,
  draft: null,
  preview: null,
  busy: false,
  said: null,
};

export function startPlanned({ api, desk, timers, newKey }: PlannedOptions): Planned {
  const state = createStore<PlannedState>()(() => nothingPlanned);
  const { getState, setState } = state;
  const { look, lookAtChosen } = lookWith(api, state);
  const say = sayWith(state, look);
  let worked = 0;
  return {
    state,
    open() {
      void look();
      const endings = [timers.every(askEveryMs, () => void look()), onOtherBriefs(desk, () => void look())];
      return () => {
        for (const end of endings) end();
        setState({ writing: null, preview: null, said: null });
      };
    },
    choose(chosen) {
      if (chosen === getState().chosen) return;
      setState({ chosen, detail: null, detailProblem: null, changed: false, said: null, writing: null });
      void lookAtChosen();
    },
    show: (view) => setState({ view }),
    write: (writing) => setState({ writing, said: null, preview: null }),
    draft: (draft) => setState({ draft, preview: null, said: null }),
    async act(verb, until) {
      const { detail, changed } = getState();
      if (detail === null) return;
      // Nobody approves what came under their finger.
      if (verb === 'approve' && changed) return setState({ changed: false, said: readAgain });
      const { id, revision } = detail.waiver;
      const more = verb === 'approve' ? { conflicts: detail.facts?.conflicts ?? [] } : until !== undefined && { until };
      await say(() => api.act(id, verb, { key: newKey(), expected: revision, ...more }));
    },
    async preview(plan) {
      const mine = ++worked;
      if (plan === null || typeof plan === 'string') return setState({ preview: null, said: plan });
      setState({ preview: null, said: 'Working it out …' });
      const asked = await api.preview(plan);
      if (mine !== worked) return;
      setState('answer' in asked ? { preview: asked.answer, said: null } : { said: asked.problem });
    },
    async propose(plan) {
      const told = await say(() => api.propose({ ...plan, key: newKey() }));
      const isDone = told !== null && 'result' in told && told.result === 'done';
      if (isDone) setState({ draft: null });
      return isDone ? told.waiver : null;
    },
  };
}

/** Asks anew for the list, and for the one that is looked at. */
function lookWith(api: Pick<WaiverApi, 'list' | 'one'>, { getState, setState }: StoreApi<PlannedState>) {
  const lookAtChosen = async () => {
    const { chosen } = getState();
    if (chosen === null) return;
    const asked = await api.one(chosen);
    if (getState().chosen !== chosen) return;
    if ('problem' in asked) return setState({ detailProblem: asked.problem });
    const { detail, changed } = getState();
    setState({ detail: asked.answer, detailProblem: null, changed: changed || conflictsDiffer(detail, asked.answer) });
  };
  const look = async () => {
    const [asked] = await Promise.all([api.list(), lookAtChosen()]);
    setState('answer' in asked ? { waivers: asked.answer, problem: null } : { waivers: null, problem: asked.problem });
  };
  return { look, lookAtChosen };
}

/** Tells the relay, says what became of it, and looks again. */
function sayWith({ getState, setState }: StoreApi<PlannedState>, look: () => Promise<void>) {
  return async (tell: () => Promise<Told>): Promise<Told | null> => {
    if (getState().busy) return null;
    setState({ busy: true, said: 'Sending …' });
    const told = await tell();
    const isDone = 'result' in told && (told.result === 'done' || told.result === 'recorded');
    setState({ busy: false, said: toldText(told), ...(isDone && { writing: null, preview: null }) });
    await look();
    return told;
  };
}

const readAgain = 'What it conflicts with changed while you looked: read it again, then approve it.';

function conflictsDiffer(before: WaiverAnswer | null, after: WaiverAnswer): boolean {
  const [seen, now] = [before?.facts?.conflicts, after.facts?.conflicts];
  return seen !== undefined && now !== undefined && JSON.stringify(seen) !== JSON.stringify(now);
}

/** What every screen is told changed: there is more to ask for. */
function onOtherBriefs(desk: DeskStore, run: () => void): () => void {
  let seen: readonly WaiverBrief[] | undefined = desk.state.getState().board?.waivers;
  return desk.state.subscribe(({ board }) => {
    if (board?.waivers === seen) return;
    seen = board?.waivers;
    run();
  });
}

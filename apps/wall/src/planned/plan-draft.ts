import { planBodySchema, type BoardComponent, type Choice, type PlanBody, type PlanTime } from '@yagura/contract';

export const attributes = ['sites', 'venues', 'kinds', 'owners'] as const;
export type Attribute = (typeof attributes)[number];

/** What somebody has written so far of a plan. Instants are as the fields of a form hold them: UTC, without saying so. */
export interface PlanDraft {
  readonly title: string;
  readonly reason: string;
  readonly by: 'name' | 'attribute';
  readonly names: readonly string[];
  readonly chosen: Readonly<Record<Attribute, readonly string[]>>;
  readonly when: PlanTime['kind'];
  readonly from: string;
  readonly until: string;
  readonly latest: string;
  readonly lastsHours: string;
  readonly zone: string;
  readonly weekdays: readonly number[];
  readonly nth: '' | '1' | '2' | '3' | '4' | 'last';
  readonly at: string;
  readonly firstDate: string;
  readonly lastDate: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Begins with the next full hour, and repeats for four weeks. */
export function emptyPlan(now: number, zone: string): PlanDraft {
  const next = Math.ceil((now + 60_000) / hourMs) * hourMs;
  return {
    title: '',
    reason: '',
    by: 'name',
    names: [],
    chosen: { sites: [], venues: [], kinds: [], owners: [] },
    when: 'once',
    from: fieldOf(next),
    until: fieldOf(next + hourMs),
    latest: fieldOf(next + 4 * hourMs),
    lastsHours: '1',
    zone,
    weekdays: [6],
    nth: '',
    at: '22:00',
    firstDate: fieldOf(now).slice(0, 10),
    lastDate: fieldOf(now + 28 * dayMs).slice(0, 10),
  };
}

function fieldOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

/** The plan that a draft amounts to, or what is missing. */
export function planOf(draft: PlanDraft): PlanBody | string {
  if (draft.title.trim() === '') return 'The title is missing.';
  if (draft.reason.trim() === '') return 'The reason is missing.';
  const choice = choiceOf(draft);
  if (Object.keys(choice).length === 0) return 'No component is chosen.';
  const time = timeOf(draft);
  if (typeof time === 'string') return time;
  const parsed = planBodySchema.safeParse({ title: draft.title, reason: draft.reason, choice, time });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${String(issue?.path.at(-1) ?? 'the plan')}: ${issue?.message ?? 'not understood'}.`;
}

function choiceOf({ by, names, chosen }: PlanDraft): Choice {
  if (by === 'name') return names.length === 0 ? {} : { components: [...names] };
  return Object.fromEntries(
    attributes.filter((list) => chosen[list].length > 0).map((list) => [list, [...chosen[list]]]),
  );
}

function timeOf(draft: PlanDraft): PlanTime | string {
  const lastsMs = Math.round(Number(draft.lastsHours.replace(',', '.')) * hourMs);
  if (draft.when !== 'once' && !(lastsMs > 0)) return 'How long does it take?';
  switch (draft.when) {
    case 'once': {
      const [from, until] = [instantOf(draft.from), instantOf(draft.until)];
      if (from === null || until === null) return 'From when until when?';
      return until > from ? { kind: 'once', window: { from, until } } : 'It must end after it begins.';
    }
    case 'flexible': {
      const [earliest, latest] = [instantOf(draft.from), instantOf(draft.latest)];
      if (earliest === null || latest === null) return 'Between when and when does it begin?';
      if (latest <= earliest) return 'Its latest start must lie after its earliest.';
      return { kind: 'flexible', flexible: { earliest, latest, lastsMs } };
    }
    case 'recurring': {
      const { zone, weekdays, nth, at, firstDate, lastDate } = draft;
      const which = nth === '' ? null : nth === 'last' ? nth : Number(nth);
      return {
        kind: 'recurring',
        recurs: { zone: zone.trim(), weekdays: [...weekdays], nth: which, at, lastsMs, firstDate, lastDate },
      };
    }
  }
}

function instantOf(field: string): number | null {
  const at = Date.parse(`${field}Z`);
  return Number.isFinite(at) ? at : null;
}

type Row = Pick<BoardComponent, 'id' | 'name' | 'site' | 'venue' | 'kind' | 'owner' | 'unregistered'>;

/** Every value there is on the desk, so that nothing has to be typed. */
export function valuesOf(components: readonly Row[]): Readonly<Record<Attribute, readonly string[]>> {
  const known = components.filter(({ unregistered }) => !unregistered);
  const of = (value: (row: Row) => string | null) =>
    [...new Set(known.map(value).filter((each) => each !== null))].toSorted();
  return {
    sites: of(({ site }) => site),
    venues: of(({ venue }) => venue),
    kinds: of(({ kind }) => kind),
    owners: of(({ owner }) => owner),
  };
}

const mostFound = 24;

/** Components whose id or name holds what was typed, those already chosen left out. */
export function findComponents(components: readonly Row[], text: string, chosen: readonly string[]): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const taken = new Set(chosen);
  return components
    .filter(
      ({ id, name, unregistered }) => !unregistered && !taken.has(id) && `${id} ${name}`.toLowerCase().includes(wanted),
    )
    .slice(0, mostFound);
}

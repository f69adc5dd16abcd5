import type { BoardComponent, Choice } from '@yagura/contract';
import { nearest } from '@yagura/domain';

export type Chosen = { readonly components: readonly string[] } | { readonly problem: string; readonly remedy: string };

type Row = Pick<BoardComponent, 'id' | 'site' | 'venue' | 'kind' | 'owner' | 'unregistered'>;

const attributes = {
  components: ({ id }: Row) => id,
  sites: ({ site }: Row) => site,
  venues: ({ venue }: Row) => venue,
  kinds: ({ kind }: Row) => kind,
  owners: ({ owner }: Row) => owner,
} as const;

/** Every component that has one of each list that is given. A name that nothing on the desk has is no choice but a slip. */
export function chooseComponents(choice: Choice, rows: readonly Row[]): Chosen {
  const registered = rows.filter(({ unregistered }) => !unregistered);
  let chosen = registered;
  for (const [list, attribute] of Object.entries(attributes)) {
    const wanted = choice[list as keyof Choice]; // the keys are those of a choice
    if (wanted === undefined || wanted.length === 0) continue;
    const known = new Set(registered.map(attribute).filter((value) => value !== null));
    const unknown = wanted.find((name) => !known.has(name));
    if (unknown !== undefined) return notKnown(list, unknown, known);
    const names: ReadonlySet<string | null> = new Set(wanted);
    chosen = chosen.filter((row) => names.has(attribute(row)));
  }
  if (Object.values(choice).every((list) => list === undefined || list.length === 0))
    return { problem: 'choice: nothing is chosen', remedy: 'Give components, sites, venues, kinds or owners.' };
  if (chosen.length === 0)
    return { problem: 'choice: no component has all of that', remedy: 'Leave one of the lists out.' };
  return { components: chosen.map(({ id }) => id) };
}

function notKnown(list: string, name: string, known: ReadonlySet<string>): Chosen {
  const meant = nearest(name, known);
  const some = [...known].slice(0, 10).join(', ');
  return {
    problem: `choice.${list}: nothing on the desk has ${name}`,
    remedy: meant === null ? `There are ${some}.` : `Did you mean ${meant}?`,
  };
}

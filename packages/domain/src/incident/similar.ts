import type { Incident, Likeness, LogEntry } from '@yagura/contract';

/** What kind a component is of; null where this desk does not know it any more. */
export type KindOf = (component: string) => string | null;

export interface Similar {
  readonly id: string;
  readonly score: number;
  readonly why: readonly string[];
}

/** Less than this is chance: everything that falls silent is opened with the same words. */
const leastScore = 3;

/** The most alike first; of those that are alike the same, the newest. */
export function mostSimilar(one: Likeness, others: readonly Likeness[], kindOf: KindOf, most: number): Similar[] {
  return others
    .filter(({ id }) => id !== one.id)
    .map((other) => ({ number: other.number, ...compare(one, other, kindOf) }))
    .filter(({ score }) => score >= leastScore)
    .toSorted((a, b) => b.score - a.score || b.number - a.number)
    .slice(0, most)
    .map(({ id, score, why }) => ({ id, score, why }));
}

function compare(one: Likeness, other: Likeness, kindOf: KindOf): Similar {
  const found = [
    sameRoot(one, other),
    sameMembers(one, other),
    samePlace(one, other, kindOf),
    sameWords(one, other),
  ].filter((each) => each !== null);
  return {
    id: other.id,
    score: found.reduce((sum, { counts }) => sum + counts, 0),
    why: found.map(({ why }) => why),
  };
}

interface Likewise {
  readonly counts: number;
  readonly why: string;
}

function sameRoot(one: Likeness, other: Likeness): Likewise | null {
  const root = rootOf(one);
  return root !== null && root === rootOf(other) ? { counts: 8, why: `the same cause: ${root}` } : null;
}

function rootOf({ source }: Likeness): string | null {
  if (source.kind !== 'watch') return null;
  const { root } = source;
  return root.kind === 'common' ? `common ${root.shares} ${root.id}` : `${root.kind} ${root.id}`;
}

function sameMembers(one: Likeness, other: Likeness): Likewise | null {
  const members = new Set(one.members);
  const both = other.members.filter((member) => members.has(member)).length;
  if (both === 0) return null;
  const all = members.size + other.members.length - both;
  const why = both === all ? 'the same components' : `${both} of ${all} components the same`;
  return { counts: (6 * both) / all, why };
}

function samePlace(one: Likeness, other: Likeness, kindOf: KindOf): Likewise | null {
  if (one.source.kind !== 'watch' && other.source.kind !== 'watch') {
    const where = one.source.where.toLowerCase();
    return where === other.source.where.toLowerCase()
      ? { counts: 3, why: `told of ${one.source.where} as well` }
      : null;
  }
  const kind = whatFailed(one, kindOf);
  const isSame = one.site !== null && one.site === other.site && kind !== null && kind === whatFailed(other, kindOf);
  return isSame ? { counts: 3, why: `another ${kind} in ${one.site}` } : null;
}

function whatFailed({ source }: Likeness, kindOf: KindOf): string | null {
  if (source.kind !== 'watch') return null;
  return source.root.kind === 'component' ? kindOf(source.root.id) : source.root.kind;
}

/** The rule that said so, whatever it measured: its sentence without its figures. */
function sameWords(one: Likeness, other: Likeness): Likewise | null {
  const words = withoutFigures(one.opened);
  return words !== '' && words === withoutFigures(other.opened)
    ? { counts: 2, why: 'it began with the same words' }
    : null;
}

function withoutFigures(sentence: string): string {
  const [first = ''] = sentence.split(/[.;] /);
  return first.replace(/\d+([.:,]\d+)*/g, '#').trim();
}

export function likenessOf({ id, number, source, site, members, sentence, log }: Incident): Likeness {
  const [first] = log;
  return { id, number, source, site, members, opened: first?.what === 'opened' ? first.text : sentence };
}

/** What is worth trying first: what fixed it, or else what helped meanwhile. */
export function whatHelped({ log }: Pick<Incident, 'log'>): Pick<LogEntry, 'by' | 'what' | 'text'> | null {
  const said = (wanted: LogEntry['what']) => log.findLast(({ what, text }) => what === wanted && text !== '');
  const line = said('fixed') ?? said('workaround');
  return line === undefined ? null : { by: line.by, what: line.what, text: line.text };
}

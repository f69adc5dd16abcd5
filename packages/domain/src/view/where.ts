import { viewAttributes, type BoardComponent, type ViewAttribute } from '@yagura/contract';
import { nearest } from '../nearest.ts';

/** One word of a filter: the attribute has one of the values, or, excluded, none of them. */
export interface Condition {
  readonly attribute: ViewAttribute;
  readonly values: readonly string[];
  readonly excluded: boolean;
}

export type WhereRead =
  | { readonly ok: true; readonly conditions: readonly Condition[] }
  | { readonly ok: false; readonly problem: string };

/** `-kind:job` or `region:"South America",Europe`. */
const word = /^(-?)([^:\s]+):((?:"[^"]*"|[^\s",]+)(?:,(?:"[^"]*"|[^\s",]+))*)(?:\s+|$)/;

/** What a view's filter asks for. Nothing asks for everything. */
export function readWhere(text: string): WhereRead {
  const conditions: Condition[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const [whole, dash, name = '', list = ''] = word.exec(rest) ?? [];
    if (whole === undefined) return refused(`"${rest}" is no condition such as site:ldn,nyc or -kind:job`);
    const attribute = viewAttributes.find((each) => each === name);
    if (attribute === undefined) return refused(unknownAttribute(name));
    conditions.push({ attribute, values: valuesIn(list), excluded: dash === '-' });
    rest = rest.slice(whole.length);
  }
  return { ok: true, conditions };
}

function refused(problem: string): WhereRead {
  return { ok: false, problem };
}

function unknownAttribute(name: string): string {
  const meant = nearest(name, viewAttributes);
  const hint = meant === null ? `it may ask for ${viewAttributes.join(', ')}` : `did you mean "${meant}"?`;
  return `nothing can be chosen by "${name}"; ${hint}`;
}

function valuesIn(list: string): string[] {
  return [...list.matchAll(/"([^"]*)"|([^",]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** What a component has of an attribute: nothing, one, or of services any number. */
export function valuesOf(component: BoardComponent, attribute: ViewAttribute): readonly string[] {
  if (attribute === 'service') return component.services;
  // Of what registered itself only where it was heard is known.
  if (component.unregistered && attribute !== 'site' && attribute !== 'region') return [];
  const value = component[attribute];
  return value === null || value === '' ? [] : [value];
}

export function meets(component: BoardComponent, conditions: readonly Condition[]): boolean {
  return conditions.every(({ attribute, values, excluded }) => {
    const has = valuesOf(component, attribute).some((value) => values.includes(value));
    return has !== excluded;
  });
}

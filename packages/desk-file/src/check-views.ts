import { layers, type DeskFile, type ViewAttribute } from '@yagura/contract';
import { readWhere } from '@yagura/domain';
import type { Report } from './problem.ts';
import { regionOf } from './resolve-inventory.ts';
import { suggest } from './suggest.ts';

/** A filter that cannot be read, or that names what the desk does not have, would show an empty wall. */
export function checkViews(desk: DeskFile, report: Report): void {
  desk.views.forEach(({ where = '' }, index) => {
    const problem = problemOf(desk, where);
    if (problem !== null) report(['views', index, 'where'], problem);
  });
}

function problemOf(desk: DeskFile, where: string): string | null {
  const read = readWhere(where);
  if (!read.ok) return read.problem;
  for (const { attribute, values } of read.conditions) {
    const known = new Set(knownOf(desk, attribute));
    const stranger = values.find((value) => !known.has(value));
    if (stranger !== undefined) return `no component has the ${attribute} "${stranger}"${suggest(stranger, known)}`;
  }
  return null;
}

function knownOf({ components, sites }: DeskFile, attribute: ViewAttribute): readonly string[] {
  switch (attribute) {
    case 'layer':
      return [...layers];
    case 'region':
      return sites.map(({ region, timeZone }) => region ?? regionOf(timeZone));
    case 'site':
      return sites.map(({ id }) => id);
    case 'service':
      return components.flatMap(({ services }) => services);
    case 'kind':
    case 'venue':
    case 'owner':
      return components.flatMap((component) => component[attribute] ?? []);
  }
}

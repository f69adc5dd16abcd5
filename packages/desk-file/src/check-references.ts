import type { DeskFile } from '@yagura/contract';
import { fieldName, type LineOf } from './parse-desk-file.ts';
import type { DeskProblem } from './problem.ts';

type Report = (path: readonly PropertyKey[], text: string) => void;

/** What the shape alone cannot tell: names that name nothing, names used twice, dependencies that lead back to themselves. */
export function checkReferences(desk: DeskFile, lineOf: LineOf): DeskProblem[] {
  const problems: DeskProblem[] = [];
  const report: Report = (path, text) => problems.push({ line: lineOf(path), field: fieldName(path), text });
  checkUnique(desk, report);
  checkSites(desk, report);
  checkComponents(desk, report);
  checkCycles(desk, report);
  return problems;
}

function checkUnique(desk: DeskFile, report: Report): void {
  for (const list of ['sites', 'collectors', 'senders', 'components', 'services', 'views'] as const) {
    const seen = new Set<string>();
    desk[list].forEach(({ id }, index) => {
      if (seen.has(id)) report([list, index, 'id'], `"${id}" is used twice; every id must be unique`);
      seen.add(id);
    });
  }
}

function checkSites(desk: DeskFile, report: Report): void {
  const sites = new Set(desk.sites.map((site) => site.id));
  const components = new Map(desk.components.map((component) => [component.id, component]));
  desk.collectors.forEach((collector, index) => {
    if (!sites.has(collector.site)) report(['collectors', index, 'site'], unknown('site', collector.site, sites));
  });
  desk.sites.forEach((site, index) =>
    site.witnesses.forEach((witness, place) => {
      if (!components.has(witness))
        report(['sites', index, 'witnesses', place], unknown('component', witness, new Set(components.keys())));
    }),
  );
  for (const [index, site] of desk.sites.entries())
    if (!isTimeZone(site.timeZone))
      report(['sites', index, 'timeZone'], `"${site.timeZone}" is not a known IANA time zone`);
  if (!isTimeZone(desk.desk.timeZone))
    report(['desk', 'timeZone'], `"${desk.desk.timeZone}" is not a known IANA time zone`);
}

function checkComponents(desk: DeskFile, report: Report): void {
  const sites = new Set(desk.sites.map((site) => site.id));
  const components = new Set(desk.components.map((component) => component.id));
  const services = new Set(desk.services.map((service) => service.id));
  desk.components.forEach((component, index) => {
    const at = (...rest: PropertyKey[]) => ['components', index, ...rest];
    if (!sites.has(component.site)) report(at('site'), unknown('site', component.site, sites));
    component.dependsOn.forEach((id, place) => {
      if (!components.has(id)) report(at('dependsOn', place), unknown('component', id, components));
    });
    component.services.forEach((id, place) => {
      if (!services.has(id)) report(at('services', place), unknown('service', id, services));
    });
    if (component.cluster && component.cluster.need > component.cluster.of)
      report(
        at('cluster', 'need'),
        `needs ${component.cluster.need} of ${component.cluster.of}, which can never be met`,
      );
  });
}

function checkCycles(desk: DeskFile, report: Report): void {
  const dependsOn = new Map(desk.components.map((component) => [component.id, component.dependsOn]));
  const settled = new Set<string>();
  desk.components.forEach((component, index) => {
    const cycle = findCycle(component.id, dependsOn, settled);
    if (cycle) report(['components', index, 'dependsOn'], `leads back to itself: ${cycle.join(' → ')}`);
  });
}

function findCycle(
  start: string,
  dependsOn: ReadonlyMap<string, readonly string[]>,
  settled: Set<string>,
): string[] | null {
  const way: string[] = [];
  const stack: { id: string; leave: boolean }[] = [{ id: start, leave: false }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    if (step.leave) {
      settled.add(step.id);
      way.pop();
      continue;
    }
    if (settled.has(step.id)) continue;
    const again = way.indexOf(step.id);
    if (again >= 0) {
      for (const id of way) settled.add(id);
      return [...way.slice(again), step.id];
    }
    way.push(step.id);
    stack.push({ id: step.id, leave: true });
    for (const next of dependsOn.get(step.id) ?? []) stack.push({ id: next, leave: false });
  }
  return null;
}

function unknown(what: string, id: string, known: ReadonlySet<string>): string {
  const close = [...known].find((candidate) => distance(candidate, id) <= 2);
  return `there is no ${what} "${id}"${close ? `; did you mean "${close}"?` : ''}`;
}

/** Levenshtein; names are short and this runs only for a mistake. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

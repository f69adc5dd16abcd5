import type { DeskFile } from '@yagura/contract';
import { checkViews } from './check-views.ts';
import { isTimeZone } from './calendar/zone-offsets.ts';
import { findCircles } from './find-circles.ts';
import type { Report } from './problem.ts';
import { suggest } from './suggest.ts';

/** What the shape alone cannot tell: names that name nothing, names used twice, dependencies that lead back to themselves. */
export function checkReferences(desk: DeskFile, report: Report): void {
  checkUnique(desk, report);
  checkSites(desk, report);
  checkComponents(desk, report);
  checkCircles(desk, report);
  checkViews(desk, report);
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

function checkCircles(desk: DeskFile, report: Report): void {
  const places = new Map(desk.components.map((component, index) => [component.id, { component, index }]));
  for (const circle of findCircles(new Map(desk.components.map(({ id, dependsOn }) => [id, dependsOn])))) {
    const [first = '', second = first] = circle;
    const place = places.get(first);
    if (!place) continue;
    report(
      ['components', place.index, 'dependsOn', place.component.dependsOn.indexOf(second)],
      `leads back to itself: ${[...circle, first].join(' → ')}`,
    );
  }
}

function unknown(what: string, id: string, known: ReadonlySet<string>): string {
  return `there is no ${what} "${id}"${suggest(id, known)}`;
}

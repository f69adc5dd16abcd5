import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isOpen } from './market/activity.ts';
import { chooseGateway, chooseLogon, chooseSite } from './show-me/choose.ts';
import { simulatedDesk } from './simulated-desk.ts';
import { demoPath, deskFileAt, inventoryAt } from './test-support/demo-desk.ts';

const file = deskFileAt(demoPath);
const desk = simulatedDesk(inventoryAt(demoPath));
const byId = new Map(file.components.map((component) => [component.id, component]));
const duplicates = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

test('SI-1 the demo desk holds about 120 components over six sites in three regions', () => {
  expect(file.components.length).toBeGreaterThanOrEqual(110);
  expect(file.components.length).toBeLessThanOrEqual(130);
  expect(file.sites.map((site) => site.id).toSorted()).toEqual(['chi', 'hkg', 'ldn', 'nyc', 'syd', 'zug']);
  expect([...new Set(file.sites.map((site) => site.region))]).toEqual(['Asia-Pacific', 'Europe', 'Americas']);
  expect(file.desk.simulated).toBe(true);
  for (const site of file.sites)
    expect(file.components.filter((component) => component.site === site.id).length, site.id).toBeGreaterThanOrEqual(5);
});

test('SI-2 every name in the demo desk refers to something, and nothing is named twice', () => {
  const sites = file.sites.map((site) => site.id);
  const services = file.services.map((service) => service.id);
  expect(duplicates([...byId.keys(), ...sites, ...services])).toEqual([]);
  expect(byId.size).toBe(file.components.length);
  for (const component of file.components) {
    expect(sites, component.id).toContain(component.site);
    for (const parent of component.dependsOn) expect(byId.has(parent), `${component.id} → ${parent}`).toBe(true);
    for (const service of component.services) expect(services, component.id).toContain(service);
    expect(component.owner && component.runbook?.startsWith('https://runbooks.example/'), component.id).toBe(true);
    if (component.venue)
      expect(desk.components.find(({ id }) => id === component.id)?.markets.length, component.id).toBe(1);
    expect(component.figure ?? file.defaults[component.kind]?.figure, component.id).toBeTruthy();
  }
  for (const collector of file.collectors) expect(sites).toContain(collector.site);
  for (const service of file.services)
    expect(
      file.components.some((component) => component.services.includes(service.id)),
      service.id,
    ).toBe(true);
});

test('SI-2 the dependencies of the demo desk have no cycle', () => {
  const walk = (id: string, path: readonly string[]): void => {
    expect(path, [...path, id].join(' → ')).not.toContain(id);
    for (const parent of byId.get(id)?.dependsOn ?? []) walk(parent, [...path, id]);
  };
  for (const id of byId.keys()) walk(id, []);
});

test('SI-2 a cluster of the demo desk has as many members as it says, all telling the same of it', () => {
  for (const id of new Set(file.components.flatMap((component) => component.cluster?.id ?? []))) {
    const members = file.components.filter((component) => component.cluster?.id === id);
    expect(members.length, id).toBe(members[0]?.cluster?.of);
    expect(new Set(members.map((member) => JSON.stringify(member.cluster))).size, id).toBe(1);
    expect(members[0]?.cluster?.need, id).toBeLessThanOrEqual(members.length);
  }
});

test('SI-3 a lost site shows as one: two unlike witnesses a second each, and most of its components fall silent at once', () => {
  for (const site of file.sites) {
    const members = desk.components.filter((component) => component.site === site.id);
    const witnesses = members.filter((component) => site.witnesses.includes(component.id));
    expect(witnesses.map((witness) => witness.everyMs)).toEqual([1000, 1000]);
    const quick = members.filter((component) => component.everyMs === 1000);
    expect(quick.length / members.length, site.id).toBeGreaterThanOrEqual(0.6);
  }
});

test('SI-4 at every hour of every day a gateway in session can be killed while its cluster goes on', () => {
  const start = Date.UTC(2026, 2, 1);
  for (let hour = 0; hour < 24 * 60; hour++) {
    const at = start + hour * 3_600_000;
    const chosen = chooseGateway(desk.components, at, new Map());
    expect(chosen, new Date(at).toISOString()).not.toBeNull();
    expect(chosen?.markets.some((market) => isOpen(market, at))).toBe(true);
    const partners = desk.components.filter(
      (other) => other.id !== chosen?.id && other.cluster === chosen?.cluster && other.kind === 'gateway',
    );
    expect(partners.length).toBeGreaterThanOrEqual(1);
  }
});

test('SI-15, SI-23 one step after another keeps away from what was shown last, at any hour somebody trades in two places', () => {
  for (const text of ['2026-11-25T02:00:00Z', '2026-11-25T09:00:00Z', '2026-11-25T18:00:00Z']) {
    const at = Date.parse(text);
    const killed = chooseGateway(desk.components, at, new Map());
    const last = new Map([[killed?.id ?? '', at]]);
    const site = chooseSite(desk.components, desk.collectorSites, at, last);
    const logon = chooseLogon(desk.components, at, last.set(site ?? '', at + 1));
    expect(site, text).not.toBe(killed?.site);
    expect(logon, text).not.toBeNull();
    expect(logon?.cluster, text).not.toBe(killed?.cluster);
    expect(logon?.site, text).not.toBe(site);
  }
  const saturday = chooseLogon(desk.components, Date.parse('2026-11-28T12:00:00Z'), new Map());
  expect(saturday?.id).toBe('gw-coin-1');
});

test('SI-1 the example desk is readable as it stands', () => {
  const path = resolve(demoPath, '../desk.example.yaml');
  expect(existsSync(path)).toBe(true);
  expect(deskFileAt(path).components.length).toBe(4);
});

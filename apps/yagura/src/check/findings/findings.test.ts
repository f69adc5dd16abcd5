import { expect, test } from 'vitest';
import { foundIn, frame } from '../../test-support/desk.ts';

const changed = (good: string, bad: string) => {
  if (!frame.includes(good)) throw new Error(`the frame has no ${good}`);
  return foundIn(frame.replace(good, bad));
};
const added = (line: string) => foundIn(`${frame}  - ${line}\n`);

test('CH-7 a desk that lacks nothing has no finding', () => {
  expect(foundIn(frame)).toEqual({});
});

test.each([
  ['owner: web, ', '', { 'no-owner': ['web'] }],
  ['owner: web, runbook: r, ', 'owner: web, ', { 'no-runbook': ['web'] }],
  ['runbook: r, dependsOn: [net-1], services: [orders] }\n', 'runbook: r, services: [orders] }\n', 'web'],
  ["scope: '*'", 'scope: owner:eq', { 'no-sender': ['net-1', 'net-2', 'web'] }],
  ["'env:TOKEN'", 'written-down', { 'token-written': ['all'] }],
  [
    'services: [{ id: orders, name: Orders, function: orders }',
    'services: [{ id: orders, name: Orders, function: orders }, { id: cash, name: Cash, function: cash }',
    { 'service-uncarried': ['cash'] },
  ],
])('CH-7 what lacks an owner, a runbook, a dependency, a sender or a carrier is named: %j', (good, bad, found) => {
  expect(changed(good, bad)).toEqual(typeof found === 'string' ? { 'no-dependency': [found] } : found);
});

const third = (cluster: string) =>
  `{ id: gw-3, name: g, kind: gateway, site: ldn, every: 1s, owner: eq, runbook: r, venue: XLON, dependsOn: [net-1], cluster: ${cluster} }`;

test('CH-8 a cluster with another number of members than it says, or described in two ways, is named', () => {
  const two = '{ id: pair, mode: active-active, of: 2, need: 1 }';
  expect(added(third(two))).toEqual({ 'cluster-count': ['pair (1 of 2)'] });
  const fourth = third('{ id: pair, mode: active-passive, of: 2, need: 2 }').replace('gw-3', 'gw-4');
  expect(added(`${third(two)}\n  - ${fourth}`)).toEqual({ 'cluster-disagrees': ['pair (mode and need)'] });
});

test.each([
  ['witnesses: [net-1, net-2]', 'witnesses: []', { 'no-witness': ['ldn'], 'collector-without-sight': ['col-1 (ldn)'] }],
  ['witnesses: [net-1, net-2]', 'witnesses: [net-1]', { 'poor-witnesses': ['ldn (only net-1)'] }],
  ['vendor: two', 'vendor: one', { 'poor-witnesses': ['ldn (all from one)'] }],
])('CH-8 a site is proved alive by two unlike witnesses: %j', (good, bad, found) => {
  expect(changed(good, bad)).toEqual(found);
});

test('CH-8 a witness at another place proves nothing of this one', () => {
  const sites = 'witnesses: [net-1, net-2] }';
  const nyc = '{ id: nyc, name: New York, timeZone: America/New_York, witnesses: [net-1, net-2] }';
  const there = `${frame.replace(sites, `${sites}\n  - ${nyc}`)}  - { id: far, name: f, kind: network, site: nyc, owner: n, runbook: r }\n`;
  expect(foundIn(there)).toEqual({
    'poor-witnesses': ['nyc (net-1 stands at ldn)'],
    'no-collector': ['nyc'],
    'small-site': ['nyc (1)'],
  });
});

test('CH-8 an empty site is one finding and not five', () => {
  const sites = 'witnesses: [net-1, net-2] }';
  const found = changed(sites, `${sites}\n  - { id: nyc, name: New York, timeZone: America/New_York }`);
  expect(found).toEqual({ 'empty-site': ['nyc'] });
});

test('CH-4 a token that is not to be had is a finding with its line, and nothing else suffers from it', () => {
  expect(foundIn(frame, {})).toEqual({
    'token-missing': [expect.stringMatching(/^line 6: the environment variable TOKEN is not set/)],
  });
});

import type { Reason, Status } from '@yagura/contract';
import { reasonSchema } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { clearsOf } from './clears-of.ts';
import { reasonFacts } from './reason-facts.ts';

const everyReason: Reason[] = [
  { code: 'heard' },
  { code: 'never-seen' },
  { code: 'silent', lastBeatAt: noon, limitMs: 3000 },
  { code: 'uncovered', lastBeatAt: noon, limitMs: 3000, collector: 'col-1' },
  { code: 'expired', since: noon },
  { code: 'collector-lost', collector: 'col-1', lastHeardAt: noon },
  { code: 'port-blind', collector: 'col-1', port: 'udp', canaryAt: noon },
  { code: 'site-dark', site: 'ldn' },
  { code: 'says', status: 'down' },
  { code: 'recovering', from: 'down', good: 1, need: 3, remainingMs: 6000 },
  { code: 'restarting', epochs: 3, withinMs: 300_000 },
  { code: 'clock', offsetMs: -1500, limitMs: 1000 },
  { code: 'announced-restart', until: noon },
  { code: 'planned-work', plan: 'plan-10001', until: noon },
  { code: 'session-closed', calendar: 'XLON', opensAt: noon },
  { code: 'quiet', calendar: 'XLON', until: null },
  { code: 'alive-when-quiet', calendar: 'XLON', until: noon },
  {
    code: 'rule',
    rule: 'ack-slow',
    says: 'degraded',
    subject: 'ack_p99_ms',
    value: 61.25,
    limit: '> 50',
    since: noon,
    clears: '< 45',
  },
  { code: 'state', rule: 'logged-on', says: 'down', label: 'session', value: null, good: ['logged-on'], since: noon },
  {
    code: 'missed',
    rule: 'opening',
    says: 'down',
    subject: 'opening-print',
    dueAt: noon,
    since: noon,
    calendar: 'XLON',
  },
  { code: 'will-be-late', rule: 'batch', subject: 'recon', dueAt: noon, expectedAt: noon + 60_000 },
  { code: 'unwanted', rule: 'reset', says: 'down', event: 'sequence-reset', at: noon, until: noon + 60_000 },
  { code: 'lost-beats', lost: 7, withinMs: 60_000 },
  { code: 'flapping', holds: 'down', changes: 4, withinMs: 300_000, quietAt: noon },
  { code: 'probe', probe: 'probe-1', status: 'down' },
  { code: 'self-silent', lastBeatAt: noon, limitMs: 3000, probe: 'probe-1' },
  { code: 'cluster', cluster: 'gw-xlon', working: 1, need: 2, of: 3 },
  { code: 'split-brain', cluster: 'gw-xlon', active: ['a', 'b'] },
  { code: 'no-active', cluster: 'gw-xlon' },
  { code: 'parity', cluster: 'gw-xlon', label: 'build', value: '1.2', others: '1.3' },
];

test('EX-1 every reason of the closed list tells its figures and what would clear it', () => {
  expect(everyReason.map(({ code }) => code).toSorted()).toEqual(
    reasonSchema.options.map(({ shape }) => shape.code.value).toSorted(),
  );
  for (const reason of everyReason) {
    const { clears, value = '', limit = '' } = reasonFacts(reason);
    expect(clears, reason.code).toMatch(/\w/);
    expect(`${clears} ${value} ${limit}`, reason.code).not.toMatch(/undefined|NaN|null|\[object/);
  }
});

const factsOf = (code: Reason['code']) => {
  const reason = everyReason.find((each) => each.code === code);
  return reason ? reasonFacts(reason) : null;
};

test('EX-1 figures stand beside their limit, with since when', () => {
  expect(factsOf('rule')).toEqual({ value: '61.25', limit: '> 50', since: noon, clears: '< 45' });
  expect(factsOf('silent')).toEqual({ limit: '3 s', since: noon, clears: 'any beat' });
  expect(factsOf('state')).toMatchObject({ value: 'not told', limit: 'logged-on', clears: 'session being logged-on' });
  expect(factsOf('missed')).toMatchObject({ limit: 'due by 12:00:00 UTC', clears: 'opening-print being seen' });
  expect(factsOf('cluster')).toMatchObject({ value: '1 of 3 work', clears: '1 more of gw-xlon working' });
});

function statusOf(health: Status['health'], reasons: Reason[]): Status {
  const condition = health === 'closed' || health === 'planned' ? 'ok' : health;
  return { health, condition, expectation: 'expected', since: noon, reasons, nextAt: null, flags: [] };
}

test('EX-2 one sentence says what would make it well, with what recovery has to be earned by', () => {
  const silent = statusOf('down', [{ code: 'silent', lastBeatAt: noon, limitMs: 3000 }]);
  expect(clearsOf(silent, 1)).toBe('Clears with any beat; then 3 good beats and 10 s.');
  expect(clearsOf(silent, 2)).toBe('Clears with any beat; then 3 good beats and 30 s.');
  const recovering = (good: number, remainingMs: number) =>
    clearsOf(statusOf('down', [{ code: 'recovering', from: 'down', good, need: 3, remainingMs }]), 1);
  expect(recovering(1, 6000)).toBe('Clears with 2 more good beats and 6 s.');
  expect(recovering(2, 0)).toBe('Clears with 1 more good beat.');
  expect(recovering(3, 2000)).toBe('Clears with 2 s without a bad beat.');
  const blind = statusOf('no-sight', [{ code: 'collector-lost', collector: 'col-1', lastHeardAt: noon }]);
  expect(clearsOf(blind, 1)).toBe('Clears with the first fresh beat once collector col-1 is heard again.');
  const two = statusOf('degraded', [
    { code: 'says', status: 'degraded' },
    { code: 'clock', offsetMs: 1500, limitMs: 1000 },
  ]);
  expect(clearsOf(two, 1)).toBe(
    'Clears with beats that say ok, and its clock being within 1 s of ours; then 3 good beats and 10 s.',
  );
});

test('EX-2 what is well, closed or planned has nothing to clear', () => {
  expect(clearsOf(statusOf('ok', [{ code: 'heard' }]), 1)).toBeNull();
  expect(clearsOf(statusOf('closed', [{ code: 'quiet', calendar: 'XLON', until: null }]), 1)).toBeNull();
  expect(clearsOf(statusOf('planned', [{ code: 'announced-restart', until: noon }]), 1)).toBeNull();
});

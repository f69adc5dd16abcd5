import { beforeAll, expect, test } from 'vitest';
import { recordedDay, type RecordedDay } from '../../test-support/recorded-day.ts';

let day: RecordedDay;
beforeAll(() => {
  day = recordedDay('cme-2025-11-27');
}, 300_000);

const gateways = ['cme', 'cbot', 'nymex', 'comex'].flatMap((market) => [`gw-${market}-1`, `gw-${market}-2`]);
const feeds = ['md-globex-a', 'md-globex-b'];
const silent = [...gateways, 'gw-bmd-1', ...feeds];
const venues = ['cme', 'cbot', 'nymex', 'comex', 'bmd'].map((market) => `venue-${market}`);

test('SC-13 CME 2025: what shuts itself down is red 3 s after its last beat', () => {
  for (const component of silent) expect(day.story(component)[0], component).toBe('20:47:02 down');
  expect(day.story('gw-ebs-1')[0]).toBe('20:47:04 down');
});

// Fails: what the site's event explains is not put under the plant on which all of it depends.
test('SC-13 CME 2025: one root in the cooling plant, many venues, one group', () => {
  const groups = day.groups('19:30', '23:59');
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ priority: 1, root: { kind: 'component', id: 'cooling-aur' } });
  expect(groups[0]?.members).toEqual(expect.arrayContaining([...silent, ...venues, 'venue-ebs', 'gw-ebs-1']));
});

test('SC-13 CME 2025: EBS is back at 06:00, the rest at 07:30, and nothing sooner', () => {
  for (const component of ['venue-ebs', 'gw-ebs-1']) expect(day.story(component).at(-1)).toBe('06:00:10 ok');
  for (const component of [...venues, ...gateways, ...feeds])
    expect(day.story(component).at(-1), component).toMatch(/^07:30:10 (ok|closed)$/);
  for (const component of [...venues, ...silent]) expect(day.healthAt(component, '07:29:59'), component).toBe('down');
});

test('SC-13 CME 2025: New York is shut for the holiday, and nobody is told that it is', () => {
  expect(day.healthAt('gw-xnys-1', '20:00:00')).toBe('closed');
  expect(day.report.groups.flatMap(({ members }) => members)).not.toContain('gw-xnys-1');
});

test('SC-14 CME 2025: our own switches and all of New York stay green', () => {
  const broken = new Set([...silent, ...venues, 'venue-ebs', 'gw-ebs-1', 'cooling-aur']);
  for (const component of day.components.filter((id) => !broken.has(id)))
    for (const health of day.healths(component)) expect(['ok', 'closed'], component).toContain(health);
});

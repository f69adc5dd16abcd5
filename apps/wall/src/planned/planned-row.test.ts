import type { SessionAnswer, WaiverAnswer } from '@yagura/contract';
import { muteOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { deskStart } from '../test-support/board.ts';
import { signedIn } from '../test-support/people.ts';
import { plan } from '../test-support/plans.ts';
import { brief } from '../test-support/waivers.ts';
import { approvalNeeds, offeredOf } from './planned-acts.ts';
import { groupRows, rowOf, rowOfBrief } from './planned-row.ts';
import { componentsText, flexibleText, levelText, recursText, stateWords } from './row-words.ts';

const now = deskStart;
const hour = 3_600_000;
const mute = muteOf({ saidAt: now, windows: [{ from: now - hour, until: now + hour / 2 }] });
const flexible = { earliest: now + hour, latest: now + 3 * hour, lastsMs: hour };
const waits = plan({ number: 1, windows: [], flexible });
const ended = { at: now - hour, by: 'bob', how: 'lifted' } as const;

test('WI-54 one list: in force, what waits for a person, what comes, and what was over within a day', () => {
  const rows = [
    plan({ number: 2 }),
    plan({ number: 3, approval: null }),
    waits,
    mute,
    plan({ number: 5, ended }),
    plan({ number: 6, ended: { ...ended, at: now - 25 * hour } }),
  ].map((waiver) => rowOf(waiver, now));
  const groups = groupRows(rows, now).map((group) => [group.title, group.rows.map(({ state }) => state)]);
  expect(groups).toEqual([
    ['In force', ['in-force']],
    ['Waiting for approval or a start', ['proposed', 'flexible']],
    ['Coming', ['ahead']],
    ['Over within a day', ['over']],
  ]);
  expect(groupRows([], now)).toEqual([]);
});

test('WI-54 a line says how it stands, until when and how long that is, who, and over what', () => {
  const words = (...of: Parameters<typeof rowOf>) => Object.values(stateWords(rowOf(...of), now)).join(' | ');
  expect(words(mute, now)).toBe('MUTED | until 14:33 UTC | 30 min left');
  expect(words(plan({ windows: mute.windows }), now)).toContain('WORK | until 14:33 UTC');
  expect(words(plan(), now)).toBe('COMING | 15:03 – 16:03 UTC | in 1 h 00');
  expect(words(plan({ approval: null }), now)).toContain('TO APPROVE | 15:03 – 16:03 UTC');
  expect(words(waits, now)).toBe('TO START | 15:03 – 17:03 UTC | in 1 h 00');
  expect(words(plan({ ended }), now)).toBe('OVER | since 13:03 UTC | ');
  expect(componentsText({ components: ['a', 'b', 'c'], count: 9 }, 2)).toBe('a, b + 7');
  expect(levelText({ upTo: 'down' })).toContain('whatever happens');
  expect(flexibleText(flexible, now)).toBe('begins when somebody starts it, 15:03 – 17:03 UTC, and takes 1 h');
  const recurs = { zone: 'Europe/London', weekdays: [6, 7], nth: null, at: '22:00', lastsMs: 6 * hour };
  const dates = { firstDate: '2026-03-07', lastDate: '2026-06-27' };
  expect(recursText({ ...recurs, ...dates })).toBe(
    'every Sat, Sun at 22:00 (Europe/London) for 6 h, 2026-03-07 to 2026-06-27',
  );
  expect(recursText({ ...recurs, ...dates, nth: 'last' })).toMatch(/^the last Sat, Sun of each month/);
});

test('WI-54 where the relay does not tell, the list is what every wall is told', () => {
  const row = rowOfBrief(brief({ componentCount: 30 }));
  expect(row).toMatchObject({ id: 'mute-10001', state: 'in-force', count: 30, components: ['gw-1'] });
});

const facts = { conflicts: [], reach: { count: 0, first: [] }, lastLegs: [] };
const may = {
  operator: ['view', 'act', 'mute', 'plan'],
  lead: ['view', 'act', 'mute', 'plan', 'approve-plan'],
  viewer: ['view'],
} as const;

function session(person: string, role: keyof typeof may): SessionAnswer {
  const who = signedIn({ person, role });
  return { accounts: true, reading: 'open', who, may: [...may[role]], colleagues: [] };
}

test('WI-55 what can be done is offered by a key each: start and end by operators, approval and more work by leads', () => {
  const verbs = (answer: WaiverAnswer, who: SessionAnswer | null, at = now) =>
    offeredOf(answer, who, at).map(({ verb }) => verb);
  const [lead, operator] = [session('bob', 'lead'), session('anna', 'operator')];
  const proposed = { waiver: plan({ approval: null }), facts };
  expect(verbs(proposed, lead)).toEqual(['approve', 'end']);
  expect(verbs(proposed, operator)).toEqual(['end']);
  expect(verbs({ ...proposed, facts: null }, lead)).toEqual(['end']);
  const running = { waiver: plan({ windows: mute.windows }), facts };
  expect(verbs(running, operator)).toEqual(['end']);
  expect(verbs(running, lead)).toEqual(['extend', 'end']);
  expect(verbs({ waiver: mute, facts: null }, operator)).toEqual(['extend', 'end']);
  expect(verbs({ waiver: waits, facts }, operator)).toEqual(['end']);
  expect(verbs({ waiver: waits, facts }, operator, now + hour)).toEqual(['start', 'end']);
  for (const who of [null, session('vic', 'viewer')]) expect(verbs(proposed, who)).toEqual([]);
  expect(verbs({ waiver: plan({ ended }), facts: null }, lead)).toEqual([]);
  const keys = offeredOf({ waiver: waits, facts }, lead, now + hour).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('WI-55 what conflicts is not offered for approval to who proposed it, and that is said', () => {
  const answer = { waiver: plan({ approval: null, owner: 'bob' }), facts: { ...facts, conflicts: ['XLON is open.'] } };
  const own = session('bob', 'lead');
  expect(offeredOf(answer, own, now).map(({ verb }) => verb)).toEqual(['end']);
  expect(approvalNeeds(answer, own)).toMatch(/another lead/);
  const other = session('lea', 'lead');
  expect(offeredOf(answer, other, now)[0]?.verb).toBe('approve');
  expect(approvalNeeds(answer, other)).toBeNull();
  expect(approvalNeeds(answer, null)).toMatch(/Sign in/);
  expect(approvalNeeds({ waiver: plan(), facts }, other)).toBeNull();
});

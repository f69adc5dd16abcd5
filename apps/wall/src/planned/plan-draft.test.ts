import { expect, test } from 'vitest';
import { component, deskStart } from '../test-support/board.ts';
import { emptyPlan, findComponents, planOf, valuesOf, type PlanDraft } from './plan-draft.ts';

const hour = 3_600_000;
const three = Date.UTC(2026, 2, 2, 15);
const draft: PlanDraft = { ...emptyPlan(deskStart, 'Europe/London'), title: 'A', reason: 'b', names: ['gw-1'] };

test('WI-57 a plan begins with the next full hour, and says what is missing of it', () => {
  expect(planOf(draft)).toEqual({
    title: 'A',
    reason: 'b',
    choice: { components: ['gw-1'] },
    time: { kind: 'once', window: { from: three, until: three + hour } },
  });
  const missing = [
    [{ title: ' ' }, 'The title is missing.'],
    [{ reason: '' }, 'The reason is missing.'],
    [{ names: [] }, 'No component is chosen.'],
    [{ by: 'attribute' }, 'No component is chosen.'],
    [{ from: '' }, 'From when until when?'],
    [{ until: draft.from }, 'It must end after it begins.'],
    [{ when: 'flexible', lastsHours: 'long' }, 'How long does it take?'],
    [{ when: 'flexible', latest: draft.from }, 'Its latest start must lie after its earliest.'],
    [{ when: 'recurring', at: '25:00' }, 'at: must be a time of day such as 22:30.'],
  ] as const;
  for (const [part, said] of missing) expect(planOf({ ...draft, ...part })).toBe(said);
});

test('WI-57 components are chosen by name or by what they have in common; work is flexible, or recurs by the clocks of a zone', () => {
  const chosen = { sites: ['ldn'], venues: [], kinds: ['gateway'], owners: [] };
  expect(planOf({ ...draft, by: 'attribute', chosen })).toMatchObject({
    choice: { sites: ['ldn'], kinds: ['gateway'] },
  });
  expect(planOf({ ...draft, when: 'flexible', lastsHours: '1,5' })).toMatchObject({
    time: { kind: 'flexible', flexible: { earliest: three, latest: three + 4 * hour, lastsMs: 1.5 * hour } },
  });
  expect(planOf({ ...draft, when: 'recurring', nth: 'last', weekdays: [6, 7] })).toMatchObject({
    time: {
      kind: 'recurring',
      recurs: {
        zone: 'Europe/London',
        weekdays: [6, 7],
        nth: 'last',
        at: '22:00',
        lastsMs: hour,
        firstDate: '2026-03-02',
        lastDate: '2026-03-30',
      },
    },
  });
});

test('WI-57 what the desk has is offered, and found by a part of its id or name; what registered itself is not', () => {
  const desk = [
    component('gw-1', { venue: 'XLON', owner: 'equities' }),
    component('gw-2', { venue: null, name: 'London FIX' }),
    component('mine', { unregistered: true }),
  ];
  expect(valuesOf(desk)).toMatchObject({ venues: ['XLON'], sites: ['ldn'] });
  const found = (text: string, chosen: string[] = []) => findComponents(desk, text, chosen).map(({ id }) => id);
  expect(found('GW')).toEqual(['gw-1', 'gw-2']);
  expect(found('gw', ['gw-1'])).toEqual(['gw-2']);
  expect(found('fix')).toEqual(['gw-2']);
  expect([found(' '), found('mine')]).toEqual([[], []]);
});

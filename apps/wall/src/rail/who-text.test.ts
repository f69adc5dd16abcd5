import type { IncidentBrief } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { whoText } from './who-text.ts';

const minute = 60_000;
const open: IncidentBrief = {
  id: 'component:a@1',
  number: 7,
  revision: 1,
  state: 'open',
  priority: 1,
  title: 'A',
  occurred: noon,
  occurrence: 1,
  muted: false,
  owner: null,
  calledAt: noon,
  dueAt: noon + 3 * minute,
};
const owner = { person: 'anna', since: noon, until: noon + 30 * minute };

test('WI-31 an incident says who has it until when, or by when somebody has to take it', () => {
  const at = (incident: IncidentBrief | undefined, ms = 0) => whoText(incident, (noon + ms) / 1000);
  expect(at(open)).toEqual({ text: 'take by 12:03', late: false, taken: false });
  expect(at(open, 3 * minute)).toEqual({ text: 'not taken, due 12:03', late: true, taken: false });
  const taken: IncidentBrief = { ...open, state: 'taken', owner, dueAt: noon + 15 * minute };
  expect(at(taken)).toEqual({ text: 'anna until 12:30', late: false, taken: true });
  expect(at(taken, 15 * minute)).toEqual({ text: 'anna until 12:30', late: true, taken: true });
  expect(at({ ...taken, state: 'workaround' })?.text).toBe('anna until 12:30, workaround');
  for (const calm of [undefined, { ...open, dueAt: null }, { ...open, state: 'fixed' as const }])
    expect(at(calm)).toBeNull();
});

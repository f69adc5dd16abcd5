import { expect, test } from 'vitest';
import { blinkingIds, noteFirstSeen } from '../desk/marks.ts';
import { headText } from '../rail/calm-text.ts';
import { planRail } from '../rail/rail-plan.ts';
import { byUrgency, priorities } from '../rail/urgency.ts';
import { spokenTile } from '../board/tile-view.ts';
import { alarm, component, deskStart, status } from '../test-support/board.ts';
import { brief } from '../test-support/waivers.ts';
import { mutedText, waiversLine } from './waivers-line.ts';

const second = deskStart / 1000;
const minute = 60_000;

test('WI-52 the header counts what is in force and what waits for approval, and says when one is about to end', () => {
  const line = (...briefs: Parameters<typeof brief>[0][]) => waiversLine(briefs.map(brief), second);
  expect(line()).toEqual([]);
  const plan = { kind: 'plan' } as const;
  expect(line({}, {}, plan, { ...plan, state: 'proposed' }, { ...plan, state: 'ahead' })).toEqual([
    'muted: 2',
    'work: 1',
    'to approve: 1',
  ]);
  expect(line({ until: deskStart + 8 * minute }, { ...plan, state: 'proposed' })).toEqual([
    'muted: 1',
    'one ends in 8 min',
    'to approve: 1',
  ]);
  const many = Array.from({ length: 200 }, () => ({ ...plan, state: 'proposed' as const }));
  expect(line(...many)).toEqual(['to approve: 200+']);
  expect(line({ until: deskStart + 10 * minute + 1000 })).toEqual(['muted: 1']);
  expect(line({ until: deskStart + 45_000 }, { until: deskStart + 5 * minute })[1]).toBe('2 end, the first in 45 s');
  expect(line({ ...plan, state: 'ahead', until: deskStart + minute })).toEqual([]);
});

test('WI-53 what is muted stands last on the rail, in short, is counted apart and blinks nowhere', () => {
  const quiet = alarm('b', { muted: true, since: deskStart - minute });
  const alarms = [quiet, alarm('a'), alarm('c', { priority: 2 })];
  expect(byUrgency(alarms).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  expect(priorities(alarms)).toBe('1 P1 · 1 P2 · 1 muted');
  const room = { width: 500, height: 2000 };
  expect(planRail([{ letters: 40 }, { letters: 40, brief: true }], room, 1)).toEqual({
    full: 1,
    compact: 1,
    hidden: 0,
  });
  const all = [quiet, quiet].map(() => ({ letters: 40, brief: true }));
  expect(planRail(all, room, 1)).toEqual({ full: 0, compact: 2, hidden: 0 });
  expect(planRail(all, { width: 500, height: 60 }, 1)).toEqual({ full: 0, compact: 0, hidden: 2 });
  const seen = noteFirstSeen(new Map(), [quiet], () => deskStart);
  expect(seen.size).toBe(0);
  expect(blinkingIds({ alarms: [quiet], incidents: [] }, new Map([['b', deskStart]]), deskStart).size).toBe(0);
  // Once its mute is over it calls as what is new does.
  const again = { ...quiet, muted: false };
  const anew = noteFirstSeen(seen, [again], () => deskStart + minute);
  expect([...blinkingIds({ alarms: [again], incidents: [] }, anew, deskStart + minute)]).toEqual(['b', 'gw-1']);
});

test('WI-53 a calm rail never says that nothing needs anybody while something is muted', () => {
  const counts = { down: 0, 'no-sight': 0, degraded: 0, planned: 0, closed: 0, ok: 3 };
  expect(headText({ muted: 1, covered: false, findings: 0, counts })).toBe('The one alarm is muted.');
  expect(headText({ muted: 3, covered: false, findings: 0, counts })).toBe('All 3 alarms are muted.');
});

test('WI-53 it says until when, and a voice says it too', () => {
  expect(mutedText(false, [])).toBeNull();
  expect(mutedText(true, [])).toBe('muted');
  expect(mutedText(true, [brief(), brief({ until: deskStart + minute })])).toBe('muted until 14:04');
  expect(spokenTile(component('gw-1'), status('ok', { flags: ['muted'] }), second)).toBe('The gw-1, ok, muted');
});

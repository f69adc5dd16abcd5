import type { ExplainAnswer, Reason } from '@yagura/contract';
import { expect, test } from 'vitest';
import { deskStart, status } from '../test-support/board.ts';
import { explainAnswer } from '../test-support/explained.ts';
import {
  changeText,
  clusterText,
  dependantsText,
  evidenceText,
  headline,
  instantText,
  namedFirst,
  staleText,
  toldReasons,
  withinText,
} from './panel-words.ts';

const second = deskStart / 1000;
const slow = (value: number): Reason => ({
  code: 'rule',
  rule: 'ack-slow',
  says: 'degraded',
  subject: 'ack_p99_ms',
  value,
  limit: '> 50',
  since: deskStart,
  clears: '< 45',
});

test('WI-24 what is wrong and for how long, with its instant', () => {
  expect(headline(status('down', { since: deskStart - 42_000 }), second)).toBe('DOWN for 42 s');
  expect(instantText(deskStart, second)).toBe('14:03:07 UTC');
  expect(instantText(deskStart - 3 * 86_400_000, second)).toBe('2026-02-27 14:03:07 UTC');
  expect(evidenceText(deskStart - 2000, 3000, second)).toBe('Last heard 2 s ago; the limit is 3 s.');
  expect(evidenceText(null, 3000, second)).toBe('Never heard here.');
});

test('WI-24 a reason is told from what the wall shows, with the rule that the relay named for it', () => {
  const rule = {
    id: 'ack-slow',
    cause: null,
    consequence: null,
    action: 'Switch.',
    respondWithinMs: null,
    source: null,
  };
  const because: ExplainAnswer['because'] = [
    { code: 'rule', text: 'older figures', rule, value: '55', limit: '> 50', since: deskStart, clears: '< 45' },
  ];
  const told = toldReasons(status('degraded', { reasons: [slow(61)] }), explainAnswer('gw-1', { because }));
  expect(told).toEqual([{ text: expect.stringContaining('ack_p99_ms is 61'), figures: '61 against > 50', rule }]);
  const other = toldReasons(
    status('degraded', { reasons: [{ ...slow(61), rule: 'other' } as Reason] }),
    explainAnswer('gw-1', { because }),
  );
  expect(other[0]?.rule).toBeNull();
  expect(toldReasons(status('down'), null)[0]).toMatchObject({
    text: expect.stringContaining('the limit is 3 s'),
    figures: null,
  });
});

test('WI-26 words that are not of now say when they are from', () => {
  const answer = explainAnswer('gw-1');
  expect(staleText(answer, null, second + 5)).toBeNull();
  expect(staleText(answer, null, second + 13)).toBe('These words are from 14:03:07 UTC.');
  expect(staleText(answer, 'The relay does not answer.', second + 5)).toBe(
    'These words are from 14:03:07 UTC. The relay does not answer.',
  );
  expect(staleText(explainAnswer('gw-1', { live: false }), null, second)).toBe(
    'The relay has no judgement newer than 14:03:07 UTC.',
  );
  expect(staleText(null, null, second)).toBeNull();
});

test('WI-24 who leans on it is counted, and those that are not well are named first', () => {
  const neighbour = (id: string, health: 'ok' | 'down' = 'ok') => ({ id, health });
  const direct = [neighbour('a')];
  expect(dependantsText({ direct, indirect: [neighbour('b'), neighbour('c')], dependsOn: [], cluster: null })).toBe(
    '1 depends on it, 2 more through them.',
  );
  expect(dependantsText({ direct: [], indirect: [], dependsOn: [], cluster: null })).toMatch(/^Nothing/);
  const many = Array.from({ length: 11 }, (_, index) => neighbour(`n-${index}`, index === 10 ? 'down' : 'ok'));
  expect(namedFirst(many)).toMatchObject({ more: 3 });
  expect(namedFirst(many).shown[0]?.id).toBe('n-10');
});

test('WI-24 a cluster says whether it still serves', () => {
  const cluster = { id: 'gw-xlon', need: 1, of: 2 };
  expect(clusterText({ ...cluster, working: 1 })).toBe('Cluster gw-xlon: 1 of 2 work, 1 needed; it still serves.');
  expect(clusterText({ ...cluster, working: 0 })).toMatch(/it does not serve/);
  expect(clusterText({ ...cluster, working: 2 })).toMatch(/complete/);
});

test('WI-24 past changes and times to respond are short', () => {
  expect(changeText({ from: 'ok', to: 'down' })).toBe('OK → DOWN');
  expect(changeText({ from: null, to: 'no-sight' })).toBe('joined as NO SIGHT');
  expect(changeText({ from: 'ok', to: null })).toBe('left the desk');
  expect([withinText(30_000), withinText(600_000), withinText(90_000)]).toEqual(['30 s', '10 min', '1.5 min']);
});

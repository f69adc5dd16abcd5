import { expect, test } from 'vitest';
import type { Board, Frame, Status } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { applyFrame } from './apply-frame.ts';

const status: Status = {
  health: 'ok',
  condition: 'ok',
  expectation: 'expected',
  since: noon,
  reasons: [{ code: 'heard' }],
  nextAt: null,
  flags: [],
};
const board: Board = {
  epoch: 1,
  revision: 7,
  at: noon,
  layout: {
    version: 'v1',
    desk: { name: 'x', timeZone: 'UTC', simulated: false },
    sites: [],
    views: [],
    components: [],
  },
  statuses: [status, { ...status, since: noon + 1 }],
  figures: [null, 3],
  lastBeats: [noon, noon],
  limits: [3000, 3000],
  alarms: [],
  strip: [],
  findings: [],
  collectors: [],
  openings: [],
  rate: null,
  incidents: [],
  waivers: [],
  markets: [],
};
const frame: Frame = { epoch: 1, from: 7, to: 8, at: noon + 10, sentAt: noon + 12, statuses: [] };

test('DE-20 a frame that begins elsewhere, in another epoch or beyond the board asks for a snapshot', () => {
  expect(applyFrame(board, { ...frame, from: 6 })).toBe(null);
  expect(applyFrame(board, { ...frame, epoch: 2 })).toBe(null);
  expect(applyFrame(board, { ...frame, statuses: [[2, status]] })).toBe(null);
});

test('DE-21 an empty frame advances and keeps every reference', () => {
  const next = applyFrame(board, frame);
  expect(next).toEqual({ ...board, revision: 8, at: noon + 10 });
  expect(next?.statuses).toBe(board.statuses);
  expect(next?.figures).toBe(board.figures);
});

test('DE-21 a frame replaces what it names and keeps the rest', () => {
  const down: Status = { ...status, health: 'down', condition: 'down' };
  const next = applyFrame(board, { ...frame, statuses: [[0, down]], figures: [1, 2] });
  expect(next?.statuses[0]).toBe(down);
  expect(next?.statuses[1]).toBe(board.statuses[1]);
  expect(next?.figures).toEqual([1, 2]);
  expect(board.statuses[0]).toBe(status);
});

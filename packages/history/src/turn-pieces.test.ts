import type { Change, Turn } from '@yagura/contract';
import { expect, test } from 'vitest';
import { piecesOf } from './turn-pieces.ts';

function turnWith(number: number, changes: number, statuses: number): Turn {
  const positions = { beats: '0-0', inputs: '0-0' };
  return {
    epoch: 1,
    shard: 'desk',
    turn: number,
    fence: 1,
    now: 0,
    shown: 0,
    from: positions,
    to: positions,
    changes: Array.from({ length: changes }, (_, n): Change => ({
      id: `1.${number}.${n}`,
      component: `c${n}`,
      at: 0,
      shown: 0,
      revision: number,
      from: 'ok',
      to: 'down',
      condition: 'down',
      reasons: [],
      late: false,
    })),
    statuses: Array.from({ length: statuses }, (_, n) => ({
      id: `c${n}`,
      status: {
        health: 'down',
        condition: 'down',
        expectation: 'expected',
        since: number,
        reasons: [{ code: 'never-seen' }],
        nextAt: null,
        flags: [],
      },
    })),
    news: {},
  };
}

test('HI-5 turns are cut into bounded statements, and a turn counts as stored only with its last row', () => {
  const pieces = [...piecesOf([turnWith(1, 3, 3), turnWith(2, 9, 9), turnWith(3, 0, 0)], 5)];
  for (const piece of pieces) expect(piece.changes.length + piece.statuses.length).toBeLessThanOrEqual(5);
  expect(pieces.flatMap((piece) => piece.changes.map((row) => `${row.turn}.${row.n}`))).toEqual(
    [3, 9].flatMap((count, index) => Array.from({ length: count }, (_, n) => `${index + 1}.${n}`)),
  );
  const lastOfTwo = pieces.findLastIndex((piece) => piece.statuses.some((row) => row.turn === 2));
  for (const [index, piece] of pieces.entries()) {
    if ((piece.upTo?.turn ?? 0) >= 2) expect(index).toBeGreaterThanOrEqual(lastOfTwo);
  }
  expect(pieces.at(-1)?.upTo).toEqual({ epoch: 1, turn: 3 });
});

test('HI-5 turns told in the wrong order are stored in the right one', () => {
  const [piece] = [...piecesOf([turnWith(2, 0, 1), turnWith(1, 0, 1)])];
  expect(piece?.upTo).toEqual({ epoch: 1, turn: 2 });
  expect(piece?.statuses.map((row) => row.status?.since)).toEqual([2]);
});

test('HI-5 an empty turn still advances, and no turns are no statement', () => {
  expect([...piecesOf([turnWith(7, 0, 0)])]).toEqual([
    {
      changes: [],
      announcements: [],
      blind: [],
      statuses: [],
      minutes: [],
      overrides: [],
      incidents: [],
      log: [],
      outcomes: [],
      waivers: [],
      upTo: { epoch: 1, turn: 7 },
    },
  ]);
  expect([...piecesOf([])]).toEqual([]);
});

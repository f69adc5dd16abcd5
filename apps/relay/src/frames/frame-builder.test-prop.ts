import { healths, type Board, type Frame, type Turn } from '@yagura/contract';
import { applyFrame } from '@yagura/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTurn, liveBoard, type LiveBoard } from '../board/live-board.ts';
import { boardOf, layoutOf, statusOf, turnOf } from '../test-support/desk.ts';
import { createRoom, type Room } from './room.ts';
import { everything } from './scope-set.ts';
import { createSnapshotPress } from './snapshot-press.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const layout = layoutOf('v1', ids);

const turnArbitrary = fc.record({
  statuses: fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...healths)), { maxLength: 4 }),
  news: fc.record(
    {
      strip: fc.constant([{ at: 1, title: 'London opened', health: null, text: '41 of 42 ready' }]),
      findings: fc.constant([{ code: 'clock-stepped' as const, text: 'stepped', since: 1 }]),
    },
    { requiredKeys: [] },
  ),
  figures: fc.option(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 5 })),
  flush: fc.boolean(),
});

function turnFrom(
  { statuses, news }: { statuses: [string, Board['statuses'][number]['health']][]; news: object },
  turn: number,
): Turn {
  return turnOf(turn, 1000 + turn, {
    statuses: statuses.map(([id, health]) => ({ id, status: statusOf(health, 1000 + turn) })),
    news,
  });
}

function openTestRoom(first: LiveBoard): { room: Room; frames: Frame[] } {
  const frames: Frame[] = [];
  const press = createSnapshotPress({
    build: 'test',
    now: () => 5000,
    elapsed: () => 0,
    wait: () => Promise.resolve(),
    onPressed: () => {},
  });
  const voice = { frame: (frame: Frame) => frames.push(structuredClone(frame)), freshness: () => {} };
  return { room: createRoom(first, { scope: everything, voice, press, now: () => 5000 }), frames };
}

/** What a frame does not carry travels as freshness. */
const shown = ({ lastBeats: _beats, limits: _limits, ...rest }: Board) => rest;

describe('frames', () => {
  test('RE-1 frames, however turns are shared among them, lead to the very board that the turns lead to', () => {
    fc.assert(
      fc.property(fc.array(turnArbitrary, { maxLength: 30 }), (plan) => {
        const first = liveBoard(boardOf(layout, 1000));
        const { room, frames } = openTestRoom(first);
        let live = first;
        for (const [index, step] of plan.entries()) {
          if (step.figures) {
            live = { ...live, board: { ...live.board, figures: step.figures } };
            room.refresh(live);
          }
          const turn = turnFrom(step, index + 1);
          const next = applyTurn(live, turn);
          if (!next) throw new Error('a turn did not follow');
          live = next;
          room.take(live, turn);
          if (step.flush) room.sendFrame({ figures: index % 2 === 0 });
        }
        room.sendFrame({ figures: true });
        const end = frames.reduce<Board | null>((board, frame) => board && applyFrame(board, frame), first.board);
        expect(end && shown(end)).toEqual(shown(live.board));
      }),
    );
  });

  test('RE-1, RE-8 what a screen missed, told as one frame, does the same as the frames themselves', () => {
    fc.assert(
      fc.property(fc.array(turnArbitrary, { minLength: 1, maxLength: 20 }), fc.nat(), (plan, pick) => {
        const first = liveBoard(boardOf(layout, 1000));
        const { room, frames } = openTestRoom(first);
        const boards: Board[] = [first.board];
        let live = first;
        for (const [index, step] of plan.entries()) {
          const turn = turnFrom(step, index + 1);
          live = applyTurn(live, turn) ?? live;
          room.take(live, turn);
          room.sendFrame({ figures: false });
          const before = boards.at(-1);
          const frame = frames.at(-1);
          const after = before && frame ? applyFrame(before, frame) : null;
          if (after) boards.push(after);
        }
        const behind = boards[pick % boards.length];
        if (!behind) throw new Error('no board');
        const missed = room.missed({ epoch: behind.epoch, to: behind.revision });
        if (missed === null) throw new Error('the room forgot a frame of this very second');
        const end = missed === 'nothing' ? behind : applyFrame(behind, missed);
        expect(end && shown(end)).toEqual(shown(live.board));
      }),
    );
  });

  test('RE-5 a turn that does not follow, is of another epoch, or names a stranger leads nowhere', () => {
    const live = liveBoard(boardOf(layout, 1000));
    expect(applyTurn(live, turnOf(2, 1001))).toBeNull();
    expect(applyTurn(live, turnOf(1, 1001, { epoch: 2 }))).toBeNull();
    const stranger = { id: 'zz', status: statusOf('ok', 1) };
    expect(applyTurn(live, turnOf(1, 1001, { statuses: [stranger] }))).toBeNull();
  });
});

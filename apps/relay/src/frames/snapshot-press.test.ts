import { gunzipSync } from 'node:zlib';
import { snapshotSchema } from '@yagura/contract';
import { expect, test } from 'vitest';
import { boardOf, layoutOf } from '../test-support/desk.ts';
import { createSnapshotPress } from './snapshot-press.ts';

function pressAt(time: { now: number }) {
  const waits: number[] = [];
  const pressed: number[] = [];
  const press = createSnapshotPress({
    build: 'b1',
    now: () => 1_000_000 + time.now,
    elapsed: () => time.now,
    wait: async (ms) => {
      waits.push(ms);
      time.now += ms;
    },
    onPressed: (bytes) => pressed.push(bytes),
  });
  const board = boardOf(layoutOf('v1', ['a']), 1_000_000);
  return { press, waits, pressed, source: () => ({ scoped: board, limits: board.limits }) };
}

test('RE-19 all who ask within a moment share one buffer, later ones get a newer', async () => {
  const time = { now: 0 };
  const { press, pressed, source } = pressAt(time);
  const [one, two] = await Promise.all([press.get(source), press.get(source)]);
  expect(one.gzip).toBe(two.gzip);
  expect(snapshotSchema.parse(JSON.parse(gunzipSync(one.gzip).toString()))).toMatchObject({ build: 'b1', revision: 0 });
  time.now = 250;
  expect((await press.get(source)).gzip).toBe(one.gzip);
  time.now = 251;
  expect((await press.get(source)).gzip).not.toBe(one.gzip);
  expect(pressed).toHaveLength(2);
});

test('RE-19 a board that is replaced again and again is pressed four times a second at most', async () => {
  const time = { now: 0 };
  const { press, pressed, source } = pressAt(time);
  for (let n = 0; n < 8; n += 1) {
    await press.get(source);
    press.discard();
  }
  expect(pressed).toHaveLength(8);
  expect(time.now).toBeGreaterThanOrEqual(7 * 250);
});

import { screenSettingsOf } from '@yagura/testkit';
import type { ScreenReport } from '@yagura/contract';
import { screenReportSchema } from '@yagura/contract';
import { expect, test } from 'vitest';
import { createTestWall } from '../test-support/wall.ts';
import { reportOf } from './report.ts';
import { createScreenStore } from './screen.ts';
import { startReporting } from './start-reporting.ts';

const settings = screenSettingsOf();

function start() {
  const screen = createScreenStore();
  const sent: ScreenReport[] = [];
  let tick = () => {};
  let asked = 0;
  const reporting = startReporting({
    screen,
    desk: createTestWall().store,
    timers: { after: () => () => {}, every: (_, run) => ((tick = run), () => {}) },
    frames: { request: () => (asked += 1), cancel: () => (asked = 0) },
    now: () => 0,
    size: () => ({ width: 3840, height: 2160 }),
    heapBytes: () => 11_000_000.5,
    send: (report) => sent.push(report),
  });
  return { screen, sent, tick: () => tick(), asked: () => asked, stop: () => reporting.stop() };
}

test('WI-73 a console says nothing of itself and watches no frames; a screen does, at once and again and again', () => {
  const { screen, sent, tick, asked, stop } = start();
  tick();
  expect([sent, asked()]).toEqual([[], 0]);
  screen.setState({ settings });
  tick();
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual({
    paintedMsAgo: 0,
    lagMs: 0,
    heapBytes: 11_000_001,
    droppedFrames: 0,
    width: 3840,
    height: 2160,
    sound: 'none',
    fits: true,
  });
  expect(asked()).toBe(1);
  stop();
  expect(asked()).toBe(0);
});

test('WI-73 whether it can be heard, and whether its view fits, is said as soon as it is known', () => {
  const { screen, sent } = start();
  screen.setState({ settings });
  screen.setState({ sound: 'armed' });
  screen.setState({ fits: false });
  screen.setState({ room: { sounds: true, silencedUntil: null } });
  expect(sent.map(({ sound, fits }) => [sound, fits])).toEqual([
    ['none', true],
    ['armed', true],
    ['armed', false],
  ]);
});

test('WI-73 whatever a page measures, what it says can be read', () => {
  const odd = [Infinity, -1, 0.4, Number.MAX_VALUE];
  for (const value of odd) {
    const report = reportOf({
      paintedMsAgo: value,
      frameDelayMs: value,
      heapBytes: value,
      droppedFrames: value,
      size: { width: 1, height: 1 },
      sound: 'none',
      fits: true,
    });
    expect(screenReportSchema.safeParse(report).success).toBe(true);
  }
});

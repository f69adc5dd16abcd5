import { screenSettingsOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { createScreenStore } from '../screen/screen.ts';
import { alarm } from '../test-support/board.ts';
import { createTestWall } from '../test-support/wall.ts';
import type { Loudspeaker } from './player.ts';
import { signOf } from './sign.ts';
import { startSound } from './start-sound.ts';
import type { Tone } from './tones.ts';

const settings = screenSettingsOf({ room: 'Zug' });

function room(isScreen: boolean) {
  const wall = createTestWall();
  const screen = createScreenStore();
  const kept = new Map<string, string>();
  const played: Tone[] = [];
  let loudspeaker: Loudspeaker = 'blocked';
  let changed = () => {};
  const sound = startSound({
    desk: wall.store,
    screen,
    player: {
      state: () => loudspeaker,
      onChange: (run) => (changed = run),
      arm: () => {
        loudspeaker = 'armed';
        changed();
      },
      play: (tone) => void played.push(tone),
    },
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  });
  if (isScreen) screen.setState({ settings });
  wall.snapshot();
  const sign = () => signOf(sound.state.getState(), screen.getState(), wall.now());
  return { wall, screen, sound, played, sign };
}

test('WI-123 a registered screen is heard: a new P1 at once and each minute, and nothing once it is over', () => {
  const { wall, played, sign } = room(true);
  expect(sign()).toEqual({ kind: 'armed', text: 'sound armed' });
  wall.frame({ alarms: [alarm('a')] });
  expect(played).toEqual(['p1']);
  wall.pass(125_000);
  expect(played).toEqual(['p1', 'p1', 'p1']);
  wall.frame({ alarms: [] });
  wall.pass(70_000);
  expect(played).toHaveLength(3);
});

test('WI-123 of a room another screen is heard, and this one takes over without repeating what was told', () => {
  const { wall, screen, played, sign } = room(true);
  screen.setState({ room: { sounds: false, silencedUntil: null } });
  wall.frame({ alarms: [alarm('a')] });
  expect(played).toEqual([]);
  expect(sign()).toMatchObject({ kind: 'elsewhere' });
  wall.pass(30_000);
  screen.setState({ room: { sounds: true, silencedUntil: null } });
  wall.pass(20_000);
  expect(played).toEqual([]);
  wall.pass(15_000);
  expect(played).toEqual(['p1']);
});

test('WI-123 a room that was silenced is heard again by itself, and says until when it is not', () => {
  const { wall, screen, played, sign } = room(true);
  screen.setState({ room: { sounds: true, silencedUntil: wall.now() + 90_000 } });
  wall.frame({ alarms: [alarm('a')] });
  wall.pass(61_000);
  expect(played).toEqual([]);
  expect(sign()?.text).toMatch(/^silenced until \d\d:\d\d:\d\d$/);
  wall.pass(65_000);
  expect(played).toEqual(['p1']);
});

test('WI-123 that the display lost its data is heard once', () => {
  const { wall, played } = room(true);
  wall.pass(10_000, 'silent');
  expect(played).toEqual(['lost']);
});

test('WI-123 a console is silent until somebody asks for sound, and says so', () => {
  const { wall, sound, played, sign } = room(false);
  wall.frame({ alarms: [alarm('a')] });
  expect(played).toEqual([]);
  expect(sign()).toMatchObject({ kind: 'off' });
  sound.toggle();
  wall.pass(61_000);
  expect(played).toEqual(['p1']);
  sound.toggle();
  expect(sign()).toMatchObject({ kind: 'off' });
});

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskStore } from '../desk/store.ts';
import { deskNowOf } from '../desk/settle.ts';
import type { DeskState } from '../desk/state.ts';
import { roomClock } from '../screen/room-clock.ts';
import type { ScreenStore } from '../screen/screen.ts';
import type { Loudspeaker, Player } from './player.ts';
import { isQuietAt } from './quiet-hours.ts';
import type { Tone } from './tones.ts';
import { nothingTold, whatToSound } from './what-to-sound.ts';

export interface SoundState {
  readonly loudspeaker: Loudspeaker;
  /** At a console somebody asks for it; a registered screen always wants to be heard. */
  readonly wanted: boolean;
}

export interface Sound {
  readonly state: Pick<StoreApi<SoundState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** On or off, at a console. */
  toggle(): void;
  /** Somebody touched the page, so the browser may allow it now. */
  touched(): void;
  stop(): void;
}

export interface SoundOptions {
  readonly desk: DeskStore;
  readonly screen: ScreenStore;
  readonly player: Player;
  /** Remembers the choice of a console. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

const key = 'yagura-sound';

export function startSound({ desk, screen, player, storage }: SoundOptions): Sound {
  const state = createStore<SoundState>()(() => ({
    loudspeaker: player.state(),
    wanted: storage.getItem(key) === 'on',
  }));
  const { setState, getState } = state;
  const note = () => {
    setState({ loudspeaker: player.state() });
    // Its relay has to know which screen of a room would be heard.
    screen.setState({ sound: player.state() });
  };
  note();
  player.onChange(note);
  const wants = () => screen.getState().settings !== null || getState().wanted;
  const arm = () => {
    if (wants()) player.arm();
  };
  arm();
  const endings = [
    listenTo(desk, screen, (tone) => wants() && player.play(tone)),
    screen.subscribe(({ settings }, before) => settings !== before.settings && arm()),
  ];
  return {
    state,
    toggle() {
      const wanted = !getState().wanted;
      storage.setItem(key, wanted ? 'on' : 'off');
      setState({ wanted });
      arm();
    },
    touched: arm,
    stop: () => endings.forEach((end) => end()),
  };
}

/** What is due is due for all screens of the room, heard or not: so whichever takes over repeats nothing. */
function listenTo(desk: DeskStore, screen: ScreenStore, play: (tone: Tone) => void): () => void {
  let told = nothingTold;
  let before: DeskState | null = null;
  return desk.state.subscribe((now) => {
    if (now.board === null || !differs(before, now)) return;
    before = now;
    const { alarms, incidents, rate } = now.board;
    const sounding = whatToSound(told, {
      alarms,
      incidents,
      cover: now.cover,
      now: now.reading.monotonic,
      flood: rate?.flood ?? false,
      quiet: isQuietNow(screen, now),
    });
    told = sounding.told;
    if (sounding.tone !== null && mayBeHeard(screen, now)) play(sounding.tone);
  });
}

/** Once a second, and at once when there is something new. */
function differs(before: DeskState | null, now: DeskState): boolean {
  return (
    before === null ||
    before.second !== now.second ||
    before.cover !== now.cover ||
    before.board?.alarms !== now.board?.alarms ||
    before.board?.incidents !== now.board?.incidents
  );
}

/** One screen of a room is heard, and none while somebody wants silence there. */
function mayBeHeard(screen: ScreenStore, now: DeskState): boolean {
  const { room } = screen.getState();
  if (room.silencedUntil !== null && deskNowOf(now) < room.silencedUntil) return false;
  return room.sounds;
}

function isQuietNow(screen: ScreenStore, now: DeskState): boolean {
  const { settings } = screen.getState();
  return settings !== null && isQuietAt(settings.quietHours, roomClock(now, settings));
}

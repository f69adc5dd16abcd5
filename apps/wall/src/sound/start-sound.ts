import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskStore } from '../desk/store.ts';
import { deskNowOf } from '../desk/settle.ts';
import type { DeskState } from '../desk/state.ts';
import type { ScreenStore } from '../screen/screen.ts';
import type { Loudspeaker, Player } from './player.ts';
import type { Tone } from './tones.ts';
import { nothingTold, whatToSound } from './what-to-sound.ts';

export interface SoundState {
  readonly loudspeaker: Loudspeaker;
  /** At a console somebody asks for it; a registered screen always wants to be heard. */
  readonly wanted: boolean;
  /** What was played last, and when by desk time. */
  readonly played: { readonly tone: Tone; readonly at: number } | null;
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
  /** Whether it is quiet now, by what its screen was told. */
  readonly isQuiet: (state: DeskState) => boolean;
}

const key = 'yagura-sound';

export function startSound({ desk, screen, player, storage, isQuiet }: SoundOptions): Sound {
  const state = createStore<SoundState>()(() => ({
    loudspeaker: player.state(),
    wanted: storage.getItem(key) === 'on',
    played: null,
  }));
  const { setState, getState } = state;
  player.onChange(() => setState({ loudspeaker: player.state() }));
  const wants = () => screen.getState().settings !== null || getState().wanted;
  if (wants()) player.arm();
  let told = nothingTold;
  let before: DeskState | null = null;
  const listen = (now: DeskState) => {
    if (now.board === null || !differs(before, now)) return;
    before = now;
    const { alarms, incidents } = now.board;
    const heard = {
      alarms,
      incidents,
      cover: now.cover,
      now: now.reading.monotonic,
      flood: false,
      quiet: isQuiet(now),
    };
    const sounding = whatToSound(told, heard);
    told = sounding.told;
    if (sounding.tone === null || !wants() || !mayBeHeard(screen, now)) return;
    player.play(sounding.tone);
    if (player.state() === 'armed') setState({ played: { tone: sounding.tone, at: deskNowOf(now) } });
  };
  const endings = [
    desk.state.subscribe(listen),
    screen.subscribe(({ settings }) => {
      if (settings !== null) player.arm();
    }),
  ];
  return {
    state,
    toggle() {
      const wanted = !getState().wanted;
      storage.setItem(key, wanted ? 'on' : 'off');
      setState({ wanted });
      if (wanted) player.arm();
    },
    touched() {
      if (wants()) player.arm();
    },
    stop: () => endings.forEach((end) => end()),
  };
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

import { clockOf } from '@yagura/domain';
import type { ScreenState } from '../screen/screen.ts';
import type { SoundState } from './start-sound.ts';

export interface Sign {
  readonly kind: 'armed' | 'blocked' | 'silenced' | 'elsewhere' | 'off';
  readonly text: string;
}

/** What the header says of sound: who relies on hearing something must see when they cannot. */
export function signOf({ loudspeaker, wanted }: SoundState, { settings, room }: ScreenState, deskNow: number): Sign {
  if (settings === null && !wanted) return { kind: 'off', text: 'sound off' };
  if (room.silencedUntil !== null && deskNow < room.silencedUntil)
    return { kind: 'silenced', text: `silenced until ${clockOf(room.silencedUntil)}` };
  if (loudspeaker === 'none') return { kind: 'blocked', text: 'no sound here' };
  if (loudspeaker === 'blocked') return { kind: 'blocked', text: 'SOUND BLOCKED: press a key' };
  if (!room.sounds) return { kind: 'elsewhere', text: 'another screen sounds' };
  return { kind: 'armed', text: 'sound armed' };
}

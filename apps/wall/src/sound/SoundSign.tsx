import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { useScreen } from '../screen/screen.ts';
import { SoundContext, useSound } from './context.ts';
import { signOf } from './sign.ts';

/** Whether somebody who relies on hearing an alarm would. At a console it is also the switch. */
export function SoundSign() {
  const sound = useContext(SoundContext);
  const state = useSound((now) => now);
  const screen = useScreen((now) => now);
  const now = useDesk(({ second }) => second * 1000);
  if (sound === null) return null;
  const { kind, text } = signOf(state, screen, now);
  const look = `sound-sign ${kind}`;
  if (screen.settings !== null)
    return (
      <span className={look} role="status" data-testid="sound-sign">
        {text}
      </span>
    );
  return (
    <button type="button" className={look} onClick={() => sound.toggle()} data-testid="sound-sign">
      {text} <kbd>B</kbd>
    </button>
  );
}

import { useContext } from 'react';
import { Looks } from '../theme/Looks.tsx';
import { ExplainContext, useExplain } from './context.ts';
import { Legend } from './Legend.tsx';

const keys = [
  ['← ↑ → ↓', 'from tile to tile, row by row; the first time to the worst'],
  ['Enter', 'why it is as it is'],
  ['O', 'in the panel: today is different from what the calendar says'],
  ['T S N W F C H R', 'in the panel: take it, still mine, note, workaround, fixed, close, hand to, release'],
  ['M U', 'on a tile, a card or in the panel: mute it; end its mute early'],
  ['P', 'everything that is muted or planned, and back'],
  ['A V Y S E X', 'there: plan work, list or calendar, approve, start, more time, end'],
  ['V', 'on the wall: the next view of the map'],
  ['L', 'every incident; there ↑ ↓ or J K, Enter, / to find, Esc back'],
  ['A P G U M', 'on the page of an incident also: attach a fact, priority, goes on as, trading resumed, mute'],
  ['N', 'open an incident by hand: what, where, who told you'],
  ['I', 'who is here: sign in, change person, sign out; from there to people, tokens and the audit'],
  ['1 2 3 4 N X W', 'there: section, new, revoke, your password; ↑ ↓ or J K, Enter changes, ← → day, / to find'],
  ['B', 'sound on or off, at a console'],
  ['T', 'with nothing open: the next look of this page'],
  ['Esc', 'close'],
  ['?', 'these keys'],
] as const;

/** Every key and every sign there is. */
export function Keys() {
  const handle = useContext(ExplainContext);
  const shown = useExplain((state) => state.keys);
  if (!shown) return null;
  return (
    <div className="keys help" role="dialog" aria-label="Keys and signs">
      <section aria-label="Keys">
        <h2>Keys</h2>
        <dl>
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Looks />
        <p>Clocks on tiles are those of the desk's time zone; all others are UTC unless they name another.</p>
        <button type="button" onClick={() => handle?.showKeys(false)}>
          Close
        </button>
      </section>
      <Legend />
    </div>
  );
}

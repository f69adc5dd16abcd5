import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ShowMe as ShowMeHandle } from './start-show-me.ts';
import { measurementText, stepNames } from './words.ts';

export const ShowMeContext = createContext<ShowMeHandle | null>(null);

/** The demo's buttons, and what the wall measured when they were pressed. Absent where there is no demo. */
export function ShowMe() {
  const handle = useContext(ShowMeContext);
  return handle && <Bar handle={handle} />;
}

function Bar({ handle }: { handle: ShowMeHandle }) {
  const { available, busy, measurement, problem } = useStore(handle.state);
  if (available.length === 0 && measurement === null) return null;
  const running = measurement?.phase === 'waiting' || measurement?.phase === 'seen';
  const text = problem ?? (measurement ? measurementText(measurement) : 'Show me');
  return (
    <div className="show-me" role="group" aria-label="Show me">
      <output className={problem ? 'problem' : ''} data-testid="show-me-result">
        {text}
      </output>
      {available.map((step) => (
        <button key={step} type="button" disabled={busy || running} onClick={() => void handle.press(step)}>
          {stepNames[step]}
        </button>
      ))}
    </div>
  );
}

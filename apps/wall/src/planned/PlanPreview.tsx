import { useContext, type CSSProperties } from 'react';
import { useDesk } from '../app/wall.ts';
import { lengthText } from '../waivers/time-words.ts';
import { PlannedContext, usePlanned } from './context.ts';
import { Components, Facts, Windows } from './Facts.tsx';

/** What the plan that is being written would be, worked out by the relay: what its approver will see. */
export function PlanPreview({ style, isPage }: { style: CSSProperties; isPage: boolean }) {
  const planned = useContext(PlannedContext);
  const preview = usePlanned((state) => state.preview);
  const now = useDesk((state) => state.toldSecond) * 1000;
  if (preview === null && isPage) return null;
  return (
    <aside className={`panel planned-detail${isPage ? ' page' : ''}`} style={style} aria-label="What it would be">
      <header>
        <h2>What it would be</h2>
        {isPage && (
          <button type="button" onClick={() => void planned?.preview(null)}>
            Back
          </button>
        )}
      </header>
      {preview === null ? (
        <p className="soft">
          Preview works it out before anybody proposes it: exactly which components, exactly when, what it conflicts
          with, what is left without it, and what leans on it.
        </p>
      ) : (
        <div data-testid="preview">
          <Facts facts={preview.facts} />
          {preview.facts.conflicts.length > 0 && (
            <p className="panel-note">Because of the conflicts somebody else than you has to approve it.</p>
          )}
          <Components ids={preview.components} />
          {preview.windows.length > 0 && <Windows windows={preview.windows} now={now} />}
          <Propose total={preview.windows.reduce((sum, { from, until }) => sum + until - from, 0)} />
        </div>
      )}
    </aside>
  );
}

function Propose({ total }: { total: number }) {
  const busy = usePlanned((state) => state.busy);
  const said = usePlanned((state) => state.said);
  return (
    <section className="actions">
      <button type="submit" form="plan-form" name="propose" disabled={busy}>
        Propose it <kbd>Enter</kbd>
      </button>
      {total > 0 && <span className="soft value">{lengthText(total)} in all</span>}
      <output>{said}</output>
    </section>
  );
}

import type { ExplainAnswer } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { ExplainContext, useExplain } from './context.ts';
import { OverrideForm } from './OverrideForm.tsx';
import { changeText, instantText } from './panel-words.ts';
import { Section } from './Section.tsx';

interface BackgroundProps {
  readonly answer: ExplainAnswer;
}

/** What only the relay knows: calendars, rules that are quiet, the past. */
export function Background({ answer }: BackgroundProps) {
  return (
    <>
      <Calendars answer={answer} />
      <LastChanges answer={answer} />
      <Rules answer={answer} />
    </>
  );
}

function Calendars({ answer }: BackgroundProps) {
  const handle = useContext(ExplainContext);
  const writing = useExplain((state) => state.overriding);
  const { follows = null, runs = null } = answer.calendars ?? {};
  const about = follows ?? runs;
  if (about === null) return null;
  return (
    <Section title="Calendar">
      {follows && <p>{follows.text}</p>}
      {runs && (
        <p>
          It runs by {runs.id}: {runs.text}
        </p>
      )}
      {writing ? (
        <OverrideForm standing={about} />
      ) : (
        <button type="button" onClick={() => handle?.override(true)}>
          <kbd>O</kbd> Today is different
        </button>
      )}
    </Section>
  );
}

function Rules({ answer }: BackgroundProps) {
  if (!answer.rules?.length) return null;
  return (
    <Section title="Rules that apply">
      <ul className="panel-rules">
        {answer.rules.map(({ id, words, asleep }) => (
          <li key={id} className={asleep === null ? '' : 'asleep'}>
            {words.subject}
            <small>
              {[
                words.degraded && `degraded ${words.degraded}`,
                words.down && `down ${words.down}`,
                asleep && `asleep: ${asleep}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LastChanges({ answer }: BackgroundProps) {
  const { lastChanges } = answer;
  const today = useDesk((state) => Math.floor(state.second / 3600) * 3600);
  return (
    <Section title="Last changes">
      {'absent' in lastChanges ? (
        <p className="soft">{lastChanges.absent}</p>
      ) : (
        <ol className="panel-changes">
          {lastChanges.changes.length === 0 && <li className="soft">None in the last 30 days.</li>}
          {lastChanges.changes.map((change) => (
            <li key={`${change.at} ${change.to}`}>
              <time>{instantText(change.at, today)}</time>
              <b>{changeText(change)}</b>
              <small>{change.text}</small>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

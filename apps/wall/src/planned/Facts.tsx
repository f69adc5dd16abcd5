import type { PlanFacts, PlanWindow } from '@yagura/contract';
import { Section } from '../explain/Section.tsx';
import { lengthText, spanText } from '../waivers/time-words.ts';

/** What an approval has to know: what it conflicts with, what is left without it, and what leans on it. */
export function Facts({ facts }: { facts: PlanFacts }) {
  const { conflicts, lastLegs, reach } = facts;
  const more = reach.count - reach.first.length;
  return (
    <>
      <Section title={conflicts.length === 0 ? 'Conflicts' : `Conflicts: ${conflicts.length}`}>
        {conflicts.length === 0 ? (
          <p className="soft">None.</p>
        ) : (
          <ul className="conflicts">
            {conflicts.map((conflict) => (
              <li key={conflict}>{conflict}</li>
            ))}
          </ul>
        )}
      </Section>
      {lastLegs.length > 0 && (
        <Section title="Nothing to spare">
          <ul className="conflicts mild">
            {lastLegs.map((leg) => (
              <li key={leg}>{leg}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={`Leans on it: ${reach.count}`}>
        <p className="names">
          {reach.count === 0 ? (
            <span className="soft">Nothing that is not part of it.</span>
          ) : (
            `${reach.first.join(', ')}${more > 0 ? ` + ${more} more` : ''}`
          )}
        </p>
      </Section>
    </>
  );
}

const windowsShown = 12;

export function Windows({ windows, now }: { windows: readonly PlanWindow[]; now: number }) {
  const ahead = windows.filter(({ until }) => until > now);
  const shown = (ahead.length > 0 ? ahead : windows).slice(0, windowsShown);
  const more = (ahead.length > 0 ? ahead : windows).length - shown.length;
  return (
    <Section title={windows.length === 1 ? 'Window' : `Windows: ${windows.length}`}>
      <ul className="windows value">
        {shown.map(({ from, until }) => (
          <li key={from}>
            {spanText(from, until, now)} <small>{lengthText(until - from)}</small>
          </li>
        ))}
        {more > 0 && <li className="soft">+ {more} more</li>}
      </ul>
    </Section>
  );
}

/** Every one of them by name: this is exactly what is covered. */
export function Components({ ids }: { ids: readonly string[] }) {
  return (
    <Section title={`Components: ${ids.length}`}>
      <p className="names" data-testid="covered">
        {ids.join(', ')}
      </p>
    </Section>
  );
}

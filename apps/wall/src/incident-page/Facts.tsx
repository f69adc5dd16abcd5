import type { Fact, Incident } from '@yagura/contract';
import { healthWords, utcOf } from '@yagura/domain';
import { Shape } from '../board/Shape.tsx';
import { Section } from '../explain/Section.tsx';

/** What people put beside it, the newest first. */
export function Facts({ incident: { facts, factsBefore } }: { incident: Pick<Incident, 'facts' | 'factsBefore'> }) {
  if (facts.length === 0) return null;
  return (
    <Section title={`Facts: ${facts.length + factsBefore}`}>
      <ul className="facts">
        {facts.toReversed().map(({ at, by, fact }, index) => (
          <li key={facts.length - index}>
            <One fact={fact} />
            <small>
              {by}, {utcOf(at)}
            </small>
          </li>
        ))}
      </ul>
      {factsBefore > 0 && <p className="soft">{factsBefore} older ones stand in the log.</p>}
    </Section>
  );
}

function One({ fact }: { fact: Fact }) {
  if (fact.kind === 'link')
    return (
      <a href={fact.url} target="_blank" rel="noreferrer noopener">
        {fact.title}
      </a>
    );
  return (
    <p className={fact.health}>
      <Shape health={fact.health} />
      <b>
        {fact.component} {healthWords[fact.health]}
      </b>{' '}
      {[fact.sentence, ...fact.figures].join(' · ')}
    </p>
  );
}

import type { IncidentTimes } from '@yagura/contract';
import { ageText } from '../board/age.ts';
import { Section } from '../explain/Section.tsx';
import { timeWords } from './page-words.ts';

export function Times({ times }: { times: IncidentTimes }) {
  return (
    <Section title="Times, UTC">
      <dl className="times">
        {timeWords(times).map(({ name, at, after }) => (
          <div key={name} className={after === null ? 'soft' : ''}>
            <dt>{name}</dt>
            <dd>
              {at}
              {after !== null && after >= 1 && <small> + {ageText(after)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

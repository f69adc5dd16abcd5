import type { Incident, SimilarAnswer } from '@yagura/contract';
import { useContext, useEffect, useState } from 'react';
import { Section } from '../explain/Section.tsx';
import { PlacesContext } from '../pages/context.ts';
import { pathOf } from '../pages/place.ts';
import { AskSimilarContext } from './similar-api.ts';
import { endedWords, utcDay } from './page-words.ts';

/** What else was like it, and what helped then. Asked for once: the past does not change while one reads. */
export function Similar({ incident: { id } }: { incident: Pick<Incident, 'id'> }) {
  const ask = useContext(AskSimilarContext);
  const [similar, setSimilar] = useState<SimilarAnswer['similar']>([]);
  useEffect(() => {
    let wanted = true;
    void ask(id).then((found) => wanted && setSimilar(found));
    return () => {
      wanted = false;
    };
  }, [ask, id]);
  if (similar.length === 0) return null;
  return (
    <Section title="Others like it">
      <ul className="similar">
        {similar.map((past) => (
          <Past key={past.id} past={past} />
        ))}
      </ul>
    </Section>
  );
}

function Past({ past }: { past: SimilarAnswer['similar'][number] }) {
  const places = useContext(PlacesContext);
  const at = { kind: 'incident', incident: String(past.number) } as const;
  return (
    <li>
      <a
        href={pathOf(at)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          places?.go(at);
        }}
      >
        #{past.number} {past.title}
      </a>{' '}
      <time>{utcDay(past.times.occurred)}</time>
      <p>{endedWords(past)}</p>
      <small>{past.why.join(' · ')}</small>
    </li>
  );
}

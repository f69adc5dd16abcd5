import { routes, type Incident } from '@yagura/contract';
import { Section } from '../explain/Section.tsx';

/** For a mail, a ticket, or another program. */
export function Exports({ incident: { id, number } }: { incident: Pick<Incident, 'id' | 'number'> }) {
  const address = routes.incident.replace(':id', encodeURIComponent(id));
  return (
    <Section title="Export">
      <p className="panel-names">
        <a className="button" href={`${address}?format=md`} download={`incident-${number}.md`}>
          Markdown
        </a>
        <a className="button" href={address} download={`incident-${number}.json`}>
          JSON
        </a>
      </p>
    </Section>
  );
}

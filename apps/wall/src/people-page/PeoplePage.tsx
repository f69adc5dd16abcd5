import type { PersonIdentity } from '@yagura/contract';
import { useContext, useEffect, useMemo, useState } from 'react';
import { useDesk } from '../app/wall.ts';
import { PlacesContext } from '../pages/context.ts';
import { PageFrame } from '../pages/PageFrame.tsx';
import { useKeys } from '../pages/use-keys.ts';
import { pathOf } from '../pages/place.ts';
import { PeopleContext, usePeople } from '../people/context.ts';
import { dayOf } from './audit-day.ts';
import { AuditLines } from './AuditLines.tsx';
import { AdminApiContext, AdminContext, useAdmin } from './context.ts';
import { LinesContext } from './lines-context.ts';
import { PeopleLines } from './PeopleLines.tsx';
import { sectionsFor, type PeopleSection } from './sections.ts';
import { SessionLines } from './SessionLines.tsx';
import { startAdmin } from './start-admin.ts';
import { TokenLines } from './TokenLines.tsx';
import { usePageKeys } from './use-page-keys.ts';

/** Who may do what: people, what they and machines hold, and what was done with it. */
export function PeoplePage({ section }: { readonly section: PeopleSection | null }) {
  const session = usePeople((state) => state.session);
  const sections = useMemo(() => (session === null ? [] : sectionsFor(session)), [session]);
  const who = session?.who ?? null;
  const shown = sections.find((each) => each === section) ?? sections[0];
  return (
    <PageFrame title="Who may do what" testId="people">
      {who?.kind === 'person' && shown !== undefined ? (
        <Signed key={who.session} me={who} sections={sections} section={shown} />
      ) : (
        <Nobody asked={session !== null} />
      )}
    </PageFrame>
  );
}

function Nobody({ asked }: { readonly asked: boolean }) {
  const people = useContext(PeopleContext);
  const places = useContext(PlacesContext);
  useKeys((key) => {
    if (key === 'Escape') places?.go({ kind: 'wall' });
    return key === 'Escape';
  });
  if (!asked) return <p className="people-page soft">Asking who is here …</p>;
  return (
    <p className="people-page soft">
      Whoever signs in sees here what they may.{' '}
      <button type="button" onClick={() => people?.show(true)}>
        <kbd>I</kbd> Sign in
      </button>
    </p>
  );
}

interface SignedProps {
  readonly me: PersonIdentity;
  readonly sections: readonly PeopleSection[];
  readonly section: PeopleSection;
}

/** Of one session: whoever comes next begins anew, and finds nothing of what this one was told. */
function Signed({ me, sections, section }: SignedProps) {
  const api = useContext(AdminApiContext);
  const today = useDesk((state) => dayOf(state.toldSecond * 1000));
  const [admin] = useState(() => startAdmin(api, today));
  return (
    <AdminContext value={admin}>
      <LinesContext value={admin}>
        <Section me={me} sections={sections} section={section} />
      </LinesContext>
    </AdminContext>
  );
}

const asksAgainMs = 15_000;

function Section({ me, sections, section }: SignedProps) {
  const admin = useContext(AdminContext);
  usePageKeys(sections, section);
  useEffect(() => {
    void admin.refresh(section);
    const timer = setInterval(() => void admin.refresh(section), asksAgainMs);
    return () => {
      clearInterval(timer);
      admin.turn();
    };
  }, [admin, section]);
  return (
    <div className="people-page">
      <Sections sections={sections} section={section} />
      <Said section={section} />
      {section === 'people' && <PeopleLines me={me} />}
      {section === 'sessions' && <SessionLines me={me} />}
      {section === 'tokens' && <TokenLines me={me} />}
      {section === 'audit' && <AuditLines />}
    </div>
  );
}

function Sections({ sections, section }: Omit<SignedProps, 'me'>) {
  const places = useContext(PlacesContext);
  if (sections.length === 1) return <h2 className="people-alone">Your {section}</h2>;
  return (
    <nav className="people-sections" aria-label="Sections">
      {sections.map((each, index) => {
        const at = { kind: 'people', section: each } as const;
        return (
          <a
            key={each}
            className="button"
            href={pathOf(at)}
            aria-current={each === section ? 'page' : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              places?.go(at);
            }}
          >
            <kbd>{index + 1}</kbd> {each}
          </a>
        );
      })}
    </nav>
  );
}

/** What became of it; and, while nobody answers, that what is shown is from before. */
function Said({ section }: { readonly section: PeopleSection }) {
  const isShown = useAdmin((state) => state[section] !== null);
  const away = useAdmin((state) => state.away);
  const said = useAdmin((state) => (state.writing === null ? state.said : null));
  return (
    <div className="people-said" role="status">
      {said !== null && <p className={said.isProblem ? 'problem' : ''}>{said.text}</p>}
      {away !== null && (
        <p className="problem">
          {away}
          {isShown && ' What is shown is from before.'}
        </p>
      )}
    </div>
  );
}

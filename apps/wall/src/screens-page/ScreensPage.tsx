import type { PersonIdentity } from '@yagura/contract';
import { useContext, useEffect, useMemo, useState } from 'react';
import { LinesContext } from '../people-page/lines-context.ts';
import { Act } from '../people-page/Lines.tsx';
import { PageFrame } from '../pages/PageFrame.tsx';
import { PeopleContext, usePeople } from '../people/context.ts';
import { ScreensApiContext, ScreensContext, useScreens } from './context.ts';
import { rightsOf, type Rights } from './rights.ts';
import { ApproveForm, CodeForm } from './ScreenForms.tsx';
import { ScreenLines } from './ScreenLines.tsx';
import { startScreens } from './start-screens.ts';
import { useScreensKeys } from './use-screens-keys.ts';

/** Which screens there are, how each is, and what it is told. */
export function ScreensPage() {
  const session = usePeople((state) => state.session);
  const who = session?.who ?? null;
  return (
    <PageFrame title="Screens" testId="screens">
      <Seen key={who?.kind === 'person' ? who.session : 'nobody'} me={who?.kind === 'person' ? who : null} />
    </PageFrame>
  );
}

const asksAgainMs = 2000;

/** Of one session: whoever comes next begins anew. */
function Seen({ me }: { readonly me: PersonIdentity | null }) {
  const api = useContext(ScreensApiContext);
  const session = usePeople((state) => state.session);
  const rights = useMemo(() => rightsOf(session), [session]);
  const [screens] = useState(() => startScreens(api));
  useEffect(() => {
    void screens.refresh();
    const timer = setInterval(() => void screens.refresh(), asksAgainMs);
    return () => clearInterval(timer);
  }, [screens]);
  return (
    <ScreensContext value={screens}>
      <LinesContext value={screens}>
        <Page me={me} rights={rights} />
      </LinesContext>
    </ScreensContext>
  );
}

function Page({ me, rights }: { readonly me: PersonIdentity | null; readonly rights: Rights }) {
  useScreensKeys(rights);
  return (
    <div className="people-page screens-page">
      <Above me={me} rights={rights} />
      <Said />
      <ScreenLines rights={rights} />
    </div>
  );
}

/** The way to a new screen, and what is written of it. */
function Above({ me, rights }: { readonly me: PersonIdentity | null; readonly rights: Rights }) {
  const people = useContext(PeopleContext);
  const screens = useContext(ScreensContext);
  const writing = useScreens((state) => state.writing);
  if (me === null)
    return (
      <p className="section-acts soft">
        <button type="button" onClick={() => people?.show(true)}>
          <kbd>I</kbd> Sign in
        </button>
        Whoever may manage screens sets them up here.
      </p>
    );
  if (writing?.what === 'code') return <CodeForm />;
  if (writing?.what === 'approve') return <ApproveForm key={writing.waiting.code} me={me} waiting={writing.waiting} />;
  if (!rights.manages) return null;
  return (
    <p className="section-acts">
      <Act letter="A" does="Set up a screen by its code" onDo={() => screens.write({ what: 'code' })} />
    </p>
  );
}

/** What became of it; and, while nobody answers, that what is shown is from before. */
function Said() {
  const isShown = useScreens((state) => state.told !== null);
  const away = useScreens((state) => state.away);
  const said = useScreens((state) => (state.writing === null ? state.said : null));
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

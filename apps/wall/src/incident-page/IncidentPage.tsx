import type { Incident } from '@yagura/contract';
import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { lastedWords, ownerWords, stateWords } from '../incident-list/row-words.ts';
import { listed } from '../incident-list/listed.ts';
import { PlacesContext } from '../pages/context.ts';
import { PageFrame } from '../pages/PageFrame.tsx';
import { MuteForm, MuteSaid } from '../waivers/MuteForm.tsx';
import { Acts } from './Acts.tsx';
import { Clocks } from './Clocks.tsx';
import { Exports } from './Exports.tsx';
import { Facts } from './Facts.tsx';
import { Log } from './Log.tsx';
import { Members } from './Members.tsx';
import { priorityWords, sourceWords } from './page-words.ts';
import { Similar } from './Similar.tsx';
import { Times } from './Times.tsx';
import { useActKeys } from './use-act-keys.ts';
import { useIncident } from './use-incident.ts';

/** One incident, the whole of it, and everything that can be done about it. */
export function IncidentPage({ incident: name }: { incident: string }) {
  const { answer, problem } = useIncident(name);
  const incident = answer?.incident ?? null;
  useActKeys(incident);
  return (
    <PageFrame
      title={incident === null ? `Incident ${name}` : `#${incident.number} ${incident.title}`}
      testId="incident"
      beside={<ToList />}
    >
      {problem !== null && <p className="problem panel-note">{problem}</p>}
      {answer !== null && incident !== null && (
        <div className={`one p${incident.priority} ${incident.state}`} data-incident={incident.id}>
          <div className="one-now">
            <h2 className="for-voices">What stands now</h2>
            <Head incident={incident} />
            <Acts incident={incident} />
            <Times times={incident.times} />
            <Clocks clocks={incident.clocks} />
            <Facts incident={incident} />
            <Members incident={incident} />
            <Exports incident={incident} />
          </div>
          <div className="one-past">
            <h2 className="for-voices">What was before</h2>
            <Similar incident={incident} />
            <Log log={answer.log} />
          </div>
        </div>
      )}
      <MuteForm />
      <MuteSaid />
    </PageFrame>
  );
}

function ToList() {
  const places = useContext(PlacesContext);
  return (
    <button type="button" onClick={() => places?.go({ kind: 'incidents' })}>
      All incidents
    </button>
  );
}

function Head({ incident }: { incident: Incident }) {
  const site = useDesk((state) => state.board?.layout.sites.find(({ id }) => id === incident.site)?.name);
  const overridden = priorityWords(incident);
  const { mergedInto } = incident;
  return (
    <>
      <p className="one-sentence">{incident.sentence}</p>
      <p className="one-state">
        <span className="priority">P{incident.priority}</span>
        <b>{stateWords({ state: incident.state, closed: incident.closed?.reason ?? null })}</b>
        <HasIt incident={incident} />
        {incident.muted && <span>muted</span>}
      </p>
      <p className="soft">{[site, sourceWords(incident)].filter(Boolean).join(' · ')}</p>
      {overridden !== null && <p>{overridden}</p>}
      {incident.closed !== null && incident.closed.text !== '' && <p>{incident.closed.text}</p>}
      {mergedInto !== null && <GoesOn into={mergedInto} />}
    </>
  );
}

function HasIt({ incident }: { incident: Incident }) {
  const row = listed(incident);
  const who = useDesk((state) => ownerWords(row, state.toldSecond).text);
  const late = useDesk((state) => ownerWords(row, state.toldSecond).late);
  const lasted = useDesk((state) => lastedWords(row, state.toldSecond));
  return (
    <>
      {who !== '' && <span className={late ? 'has-it late value' : 'has-it value'}>{who}</span>}
      <span className="value">{lasted}</span>
    </>
  );
}

function GoesOn({ into }: { into: string }) {
  const places = useContext(PlacesContext);
  return (
    <p>
      <button type="button" onClick={() => places?.go({ kind: 'incident', incident: into })}>
        It goes on in another incident
      </button>
    </p>
  );
}

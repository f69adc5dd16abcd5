import { useContext } from 'react';
import { useDesk } from '../app/wall.ts';
import { OneIncident } from '../incidents/Incident.tsx';
import { PlacesContext } from '../pages/context.ts';
import { useKeys } from '../pages/use-keys.ts';
import { PageFrame } from '../pages/PageFrame.tsx';

/** One incident and what can be done about it. */
export function IncidentPage({ incident }: { incident: string }) {
  const brief = useDesk(({ board }) => board?.incidents.find(({ number }) => String(number) === incident));
  const places = useContext(PlacesContext);
  useKeys((key) => {
    if (key === 'Escape') places?.go({ kind: 'incidents' });
    return key === 'Escape';
  });
  return (
    <PageFrame title={`#${incident} ${brief?.title ?? ''}`} testId="incident">
      {brief && <OneIncident incident={brief} />}
    </PageFrame>
  );
}

import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { InForce } from '../waivers/InForce.tsx';
import { nextWork } from './next-work.ts';
import { openingsLine } from './openings-line.ts';

const none: readonly [] = [];

/** What is muted and worked on, what opened, and which work comes next. Whole items only; of what there is none nothing is said. */
export function Coming() {
  const opened = useDesk((state) => state.board?.openings) ?? none;
  const waivers = useDesk((state) => state.board?.waivers) ?? none;
  const second = useDesk((state) => state.toldSecond);
  const openings = useMemo(() => openingsLine(opened, second), [opened, second]);
  const work = useMemo(() => nextWork(waivers, second), [waivers, second]);
  return (
    <div className="coming">
      <InForce />
      {openings.map(({ calendar, text, missing }) => (
        <span key={calendar} className={missing === null ? 'opened value' : 'opened lacking value'}>
          <b>{text}</b>
          {missing !== null && ` ${missing}`}
        </span>
      ))}
      {work !== null && <span className="next-work value">{work}</span>}
    </div>
  );
}

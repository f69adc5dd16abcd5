import type { WaiverBrief } from '@yagura/contract';
import { useContext } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useDesk } from '../app/wall.ts';
import { Section } from '../explain/Section.tsx';
import { usePeople } from '../people/context.ts';
import { MutingContext, useMuting } from './context.ts';
import { subjectOf } from './subject.ts';
import { untilText } from './time-words.ts';
import { inForceOf } from './waivers-of.ts';
import { whyNot } from './why-not.ts';

/** In the panel: what mutes it or works on it now, and the key that mutes it. */
export function Covering({ component, index }: { component: string; index: number }) {
  const muting = useContext(MutingContext);
  const briefs = useDesk(useShallow(({ board }) => inForceOf(board?.waivers ?? [], component)));
  const flagged = useDesk((state) => state.told[index]?.flags.includes('muted') ?? false);
  const subject = useDesk(useShallow((state) => subjectOf(state, component)));
  const may = usePeople(({ session }) => whyNot(session, 'mute') === null);
  if (muting === null || (briefs.length === 0 && !flagged && !may)) return null;
  const isNamed = briefs.some(({ kind }) => kind === 'mute');
  return (
    <Section title="Muted or planned">
      {briefs.map((brief) => (
        <Line key={brief.id} brief={brief} may={may} />
      ))}
      {flagged && !isNamed && <p>Muted together with many others: P lists every mute.</p>}
      {may && (
        <div className="actions">
          <button type="button" onClick={() => muting.begin(subject)}>
            <kbd>M</kbd> Mute
          </button>
        </div>
      )}
    </Section>
  );
}

function Line({ brief, may }: { brief: WaiverBrief; may: boolean }) {
  const muting = useContext(MutingContext);
  const busy = useMuting((state) => state.busy);
  const until = useDesk((state) => untilText(brief.until, state.toldSecond * 1000));
  const { id, kind, owner, reason } = brief;
  return (
    <>
      <p className="value" data-covering={id}>
        <b>{kind === 'mute' ? 'Muted' : 'Planned'}</b> by {owner} {until}: {reason} <small>{id}</small>
      </p>
      {kind === 'mute' && may && (
        <div className="actions">
          <button type="button" disabled={busy} onClick={() => void muting?.end(brief)}>
            <kbd>U</kbd> End this mute
          </button>
        </div>
      )}
    </>
  );
}

import type { WatchedScreen } from '@yagura/contract';
import { useContext, useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { EndForm } from '../people-page/EndForm.tsx';
import { Act, Line, Lines } from '../people-page/Lines.tsx';
import { ScreensContext, useScreens } from './context.ts';
import type { Rights } from './rights.ts';
import { ChangeForm } from './ScreenForms.tsx';
import { inOrder, measuresOf, soundWords, stateWords, viewWords } from './screen-row.ts';
import { silenceMinutes } from './use-screens-keys.ts';

const heads = ['State', 'Name', 'Room', 'View', 'Pixels', 'Lag', 'Painted', 'Dropped', 'Heap', 'Sound'] as const;

export function ScreenLines({ rights }: { readonly rights: Rights }) {
  const told = useScreens((state) => state.told);
  const screens = useMemo(() => (told === null ? null : inOrder(told.screens)), [told]);
  return (
    <div className="screen-lines">
      {screens !== null && screens.length > 0 && (
        <div className="screen-heads soft" aria-hidden="true">
          {heads.map((head) => (
            <span key={head}>{head}</span>
          ))}
        </div>
      )}
      <Lines label="Screens" count={screens?.length ?? null} none="No screen is set up yet.">
        {screens?.map((screen) => (
          <ScreenLine key={screen.id} screen={screen} now={told?.at ?? 0} rights={rights} />
        ))}
      </Lines>
    </div>
  );
}

interface ScreenLineProps {
  readonly screen: WatchedScreen;
  /** When this was so. */
  readonly now: number;
  readonly rights: Rights;
}

function ScreenLine({ screen, now, rights }: ScreenLineProps) {
  const screens = useContext(ScreensContext);
  const { id, settings, standing } = screen;
  const writing = useScreens((state) => (isAbout(state.writing, id) ? state.writing.what : null));
  const isHandled = writing !== null || (!rights.manages && !rights.acts);
  return (
    <Line
      id={id}
      state={standing.since === null ? 'unseen' : standing.state}
      words={<Words screen={screen} now={now} />}
      acts={isHandled ? undefined : <Acts screen={screen} rights={rights} />}
      below={
        writing === 'change' ? (
          <ChangeForm screen={screen} />
        ) : writing === 'end' ? (
          <EndForm
            label={`Revoke “${settings.name}”?`}
            does="Revoke"
            text="It goes dark at once and shows a code again. It cannot be given back: it would be set up anew."
            onEnd={() => void screens.revoke(id, settings.name)}
          />
        ) : undefined
      }
    />
  );
}

function isAbout(
  writing: { readonly what: string; readonly about?: string } | null,
  id: string,
): writing is { readonly what: 'change' | 'end'; readonly about: string } {
  return writing?.about === id;
}

function Words({ screen, now }: Omit<ScreenLineProps, 'rights'>) {
  const views = useDesk((state) => state.board?.layout.views) ?? noViews;
  const { settings, report } = screen;
  const { size, lag, painted, dropped, heap } = measuresOf(screen, now);
  return (
    <>
      <span className="screen-state">{stateWords(screen, now)}</span>
      <b>{settings.name}</b>
      <span>{settings.room}</span>
      <span>
        {viewWords(settings.view, views)}
        {report?.fits === false && <i className="problem"> does not fit</i>}
      </span>
      <Measure name="pixels" text={size} />
      <Measure name="lag" text={lag} />
      <Measure name="painted" text={painted} />
      <Measure name="dropped" text={dropped} />
      <Measure name="heap" text={heap} />
      <Measure name="sound" text={soundWords(screen)} />
    </>
  );
}

const noViews: readonly { id: string; name: string }[] = [];

/** Where there is no room for heads, each says its own. */
function Measure({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <span className="measure" data-measure={name}>
      {text}
    </span>
  );
}

function Acts({ screen, rights }: Omit<ScreenLineProps, 'now'>) {
  const screens = useContext(ScreensContext);
  const { id, settings, silencedUntil } = screen;
  const isSilent = silencedUntil !== null;
  return (
    <>
      {rights.manages && (
        <>
          <Act letter="E" does="Change" onDo={() => screens.write({ what: 'change', about: id })} />
          <Act letter="Del" does="Revoke" onDo={() => screens.write({ what: 'end', about: id })} />
        </>
      )}
      {rights.acts && (
        <Act
          letter="S"
          does={isSilent ? 'Room heard again' : `Silence room ${silenceMinutes} min`}
          onDo={() => void screens.silence(settings.room, isSilent ? null : silenceMinutes)}
        />
      )}
    </>
  );
}

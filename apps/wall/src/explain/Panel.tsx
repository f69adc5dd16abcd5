import { useContext, useLayoutEffect, useRef } from 'react';
import { placeOf } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { Rect } from '../board/rect.ts';
import { Shape } from '../board/Shape.tsx';
import { ExplainContext, useExplain } from './context.ts';
import { Details } from './Details.tsx';
import { headline, instantText, staleText } from './panel-words.ts';

/** Why one component stands where it stands, over the rail; on a phone over everything. */
export function Panel({ area }: { area: Rect | null }) {
  const component = useExplain((state) => state.open);
  return component === null ? null : <Open key={component} id={component} area={area} />;
}

function Open({ id, area }: { id: string; area: Rect | null }) {
  const handle = useContext(ExplainContext);
  const index = useDesk((state) => state.board?.layout.components.findIndex((each) => each.id === id) ?? -1);
  const health = useDesk((state) => state.shown[index]?.health ?? 'no-sight');
  const panel = useRef<HTMLElement>(null);
  useFocus(panel, id);
  return (
    <section
      ref={panel}
      className={`panel ${health}${area === null ? ' page' : ''}`}
      style={area === null ? {} : placeOf(area)}
      role="dialog"
      aria-labelledby="panel-name"
      tabIndex={-1}
      data-panel={id}
      data-health={health}
    >
      <header role="presentation">
        <h2 id="panel-name">{id}</h2>
        <button type="button" onClick={() => handle?.close()}>
          Close
        </button>
      </header>
      {index < 0 ? <Unknown /> : <Known index={index} />}
    </section>
  );
}

/** The panel is where a voice goes on reading; afterwards it is back where it came from. */
function useFocus(panel: { readonly current: HTMLElement | null }, id: string): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      const tile = document.querySelector<HTMLElement>(`[data-component="${CSS.escape(id)}"]`);
      const back = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : tile;
      back?.focus({ preventScroll: true });
    };
  }, [panel, id]);
}

function Unknown() {
  const problem = useExplain((state) => state.problem);
  return <p className="panel-note">{problem ?? 'This desk has no such component.'}</p>;
}

function Known({ index }: { index: number }) {
  const component = useDesk((state) => state.board?.layout.components[index]);
  const site = useDesk((state) => state.board?.layout.sites.find(({ id }) => id === component?.site)?.name);
  if (!component) return null;
  const { name, kind, venue, tier, environment, unregistered } = component;
  const where = [kind, site, venue, `tier ${tier}`, environment === 'prod' ? null : environment];
  return (
    <>
      <p className="panel-what">
        {unregistered ? 'Unregistered' : name}
        <small>{where.filter(Boolean).join(' · ')}</small>
      </p>
      <Wrong index={index} />
      <Stale />
      <Details index={index} component={component} />
    </>
  );
}

function Wrong({ index }: { index: number }) {
  const health = useDesk((state) => state.shown[index]?.health);
  const text = useDesk((state) => {
    const status = state.shown[index];
    return status ? headline(status, state.second) : '';
  });
  const since = useDesk((state) => {
    const status = state.shown[index];
    return status ? `since ${instantText(status.since, state.second)}` : '';
  });
  return (
    <p className={`panel-state ${health ?? ''}`} data-testid="panel-state">
      {health && <Shape health={health} />}
      <b className="value">{text}</b>
      <small className="value">{since}</small>
    </p>
  );
}

function Stale() {
  const answer = useExplain((state) => state.answer);
  const problem = useExplain((state) => state.problem);
  const text = useDesk((state) => staleText(answer, problem, state.second));
  return text === null ? null : (
    <p className="panel-note" role="status">
      {text}
    </p>
  );
}

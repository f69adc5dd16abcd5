import { useContext, useLayoutEffect, type ReactNode } from 'react';
import { clockOf } from '@yagura/domain';
import { withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import { planScreen } from '../board/screen-plan.ts';
import { useViewport } from '../app/use-viewport.ts';
import { CoverBand } from '../cover/CoverBand.tsx';
import { WhoButton } from '../people/WhoButton.tsx';
import { WhoDialog } from '../people/WhoDialog.tsx';
import { priorities } from '../rail/urgency.ts';
import { PlacesContext } from './context.ts';

interface PageFrameProps {
  readonly title: string;
  readonly testId: string;
  /** Beside its name: where one goes from here. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A page beside the wall: read from a chair, and honest in the same way. */
export function PageFrame({ title, testId, beside, children }: PageFrameProps) {
  const { unit, shape } = planScreen(useViewport());
  const cover = useDesk((state) => state.cover?.kind);
  useLayoutEffect(() => {
    document.title = `${title} · Yagura`;
  }, [title]);
  return (
    <div
      className={`desk-page ${shape}`}
      style={withVariables({ '--u': `${unit}px` })}
      data-covered={cover}
      data-testid={testId}
    >
      <header>
        <ToWall />
        {beside}
        <h1>{title}</h1>
        <Clock />
        <WhoButton />
      </header>
      <main>{children}</main>
      <WhoDialog />
      <CoverBand />
    </div>
  );
}

/** Whoever reads here still learns that something new calls. */
function ToWall() {
  const places = useContext(PlacesContext);
  const told = useDesk(({ board }) => priorities(board?.alarms ?? []));
  return (
    <button type="button" className="to-wall" onClick={() => places?.go({ kind: 'wall' })}>
      ← Wall{told === '' ? '' : ` · ${told}`}
    </button>
  );
}

function Clock() {
  const clock = useDesk((state) => clockOf(state.second * 1000));
  return <time>{clock} UTC</time>;
}

import { useLayoutEffect } from 'react';
import { planScreen } from '../board/screen-plan.ts';
import { Board } from '../board/Board.tsx';
import { CoverBand } from '../cover/CoverBand.tsx';
import { Keys } from '../explain/Keys.tsx';
import { useKiosk } from '../kiosk/use-kiosk.ts';
import { Panel } from '../explain/Panel.tsx';
import { panelArea } from '../explain/panel-area.ts';
import { useControls } from '../explain/use-controls.ts';
import { OpenByHand } from '../incidents/OpenByHand.tsx';
import { IncidentPage } from '../incident-page/IncidentPage.tsx';
import { ListPage } from '../incident-list/ListPage.tsx';
import { usePlace } from '../pages/context.ts';
import { Header } from '../header/Header.tsx';
import { Phone } from '../phone/Phone.tsx';
import { usePeople } from '../people/context.ts';
import { SignInScreen, WhoDialog } from '../people/WhoDialog.tsx';
import { PairingPage } from '../pairing/PairingPage.tsx';
import { waitsToBeScreen } from '../pairing/waits.ts';
import { ScreensPage } from '../screens-page/ScreensPage.tsx';
import { Rail } from '../rail/Rail.tsx';
import { MuteForm, MuteSaid } from '../waivers/MuteForm.tsx';
import { useScreen } from '../screen/screen.ts';
import { useLetters } from '../screen/use-letters.ts';
import { Strip } from '../strip/Strip.tsx';
import { PlannedAside } from '../planned/PlannedDetail.tsx';
import { PlannedPage } from '../planned/PlannedPage.tsx';
import { PeoplePage } from '../people-page/PeoplePage.tsx';
import { Connecting } from './Connecting.tsx';
import { useViewport } from './use-viewport.ts';
import { useDesk } from './wall.ts';
import { withVariables } from './style.ts';

/** An ordered choice of whole screens. */
export function App() {
  const phase = useDesk((state) => state.phase);
  const locked = usePeople(({ session }) => session?.reading === 'sign-in' && session.who === null);
  const place = usePlace();
  const wasScreen = useScreen(({ settings }) => settings !== null);
  const waits = usePeople(({ session }) => waitsToBeScreen(session, place, wasScreen));
  if (waits && phase !== 'updating') return <PairingPage />;
  if (locked && phase !== 'updating') return <SignInScreen />;
  switch (phase) {
    case 'updating':
      return <Whole title="Updating" text="The relay serves a newer wall; this page loads it." />;
    case 'connecting':
      return <Connecting />;
    case 'board':
      return <Placed />;
  }
}

function Placed() {
  const place = usePlace();
  switch (place.kind) {
    case 'wall':
    case 'screen':
    case 'planned':
      return <Wall />;
    case 'incidents':
      return <ListPage />;
    case 'incident':
      return <IncidentPage key={place.incident} incident={place.incident} />;
    case 'screens':
      return <ScreensPage />;
    case 'people':
      return <PeoplePage section={place.section} />;
  }
}

export function Whole({ title, text }: { title: string; text: string }) {
  return (
    <div className="whole" role="status">
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  );
}

function Wall() {
  const viewport = useViewport();
  const hasMarkets = useDesk(({ board }) => (board?.markets.length ?? 0) > 0);
  const plan = planScreen(viewport, { hasMarkets, letters: useLetters() });
  const cover = useDesk((state) => state.cover?.kind);
  const { onClick } = useControls();
  const { x, y } = useKiosk();
  const screen = useScreen(({ settings }) => settings?.name);
  const isPlanned = usePlace().kind === 'planned';
  useTitle();
  return (
    <div
      className={`wall ${plan.shape}`}
      style={withVariables({ '--u': `${plan.unit}px`, '--shift-x': `${x}`, '--shift-y': `${y}` })}
      data-covered={cover}
      data-screen={screen}
      data-testid="wall"
      onClick={onClick}
    >
      <Revision />
      {plan.shape === 'phone' ? (
        <Phone page={isPlanned ? <PlannedPage area={null} /> : null} />
      ) : (
        <>
          <Header area={plan.header} unit={plan.unit} far={plan.far} />
          {isPlanned ? <PlannedPage area={plan.board} /> : <Board area={plan.board} unit={plan.unit} />}
          <Rail area={plan.rail} unit={plan.unit} beside={plan.shape === 'portrait'} />
          <Strip area={plan.strip} far={plan.far} />
        </>
      )}
      <PlannedAside area={panelArea(plan)} />
      <Panel area={panelArea(plan)} />
      <Keys />
      <MuteForm />
      <MuteSaid />
      <OpenByHand />
      <WhoDialog />
      <CoverBand />
    </div>
  );
}

/** Where the wall stands, for those who measure it; apart, so that a frame repaints nothing else. */
function Revision() {
  const revision = useDesk((state) => state.board?.revision);
  useLayoutEffect(() => {
    document.documentElement.dataset['revision'] = String(revision ?? '');
  }, [revision]);
  return null;
}

function useTitle(): void {
  const title = useDesk(({ board, counts, cover }) => {
    const wrong = counts.down + counts['no-sight'] + counts.degraded;
    const state = cover ? 'no sight' : wrong === 0 ? 'all well' : `${wrong} abnormal`;
    return `${board?.layout.desk.name ?? 'Yagura'}: ${state}`;
  });
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
}

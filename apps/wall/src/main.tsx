import './app/no-eval.ts';
import '@fontsource-variable/inter/wght.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/header.css';
import './theme/board.css';
import './theme/marks.css';
import './theme/rail.css';
import './theme/cover.css';
import './theme/phone.css';
import './theme/panel.css';
import './theme/people.css';
import './theme/incidents.css';
import './theme/mute.css';
import './theme/sound.css';
import './theme/planned.css';
import './theme/incident-list.css';
import './theme/incident-page.css';
import './theme/people-page.css';
import './theme/pairing.css';
import './theme/screens-page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { keptByBrowser } from './app/kept-by-browser.ts';
import { startReloading } from './app/start-reloading.ts';
import { WallContext } from './app/wall.ts';
import { beforePaint, coverBeforePaint } from './connection/cover-before-paint.ts';
import { openSocket } from './connection/open-socket.ts';
import { startSync } from './connection/sync.ts';
import { pageTimers } from './connection/timers.ts';
import { onceAFrame } from './desk/once-a-frame.ts';
import { createDeskStore } from './desk/store.ts';
import type { Reading } from './desk/overslept.ts';
import { pageAddress } from './explain/address.ts';
import { ExplainContext } from './explain/context.ts';
import { askExplain } from './explain/explain-api.ts';
import { startExplain } from './explain/start-explain.ts';
import { ActingContext } from './incidents/context.ts';
import { newKey, tellIncident } from './incidents/incident-api.ts';
import { startActing } from './incidents/start-acting.ts';
import { PlannedContext } from './planned/context.ts';
import { startPlanned } from './planned/start-planned.ts';
import { ListContext } from './incident-list/context.ts';
import { askIncidents } from './incident-list/incidents-api.ts';
import { startList } from './incident-list/start-list.ts';
import { ViewsContext } from './views/context.ts';
import { startViews, viewAddress } from './views/start-views.ts';
import { PlacesContext } from './pages/context.ts';
import { pathOfPage, startPlaces } from './pages/start-places.ts';
import { heapBytesOfPage, pageFrames, pageSize } from './screen/page-facts.ts';
import { afterSession } from './screen/after-session.ts';
import { createScreenStore, ScreenContext } from './screen/screen.ts';
import { startReporting } from './screen/start-reporting.ts';
import { PeopleContext } from './people/context.ts';
import { peopleApi } from './people/people-api.ts';
import { takeFromAddress } from './people/secret-in-address.ts';
import { startPeople } from './people/start-people.ts';
import { SoundContext } from './sound/context.ts';
import { createPlayer } from './sound/player.ts';
import { startSound } from './sound/start-sound.ts';
import { afterPaint, readScene } from './show-me/read-scene.ts';
import { askShowMe } from './show-me/show-me-api.ts';
import { ShowMeContext } from './show-me/ShowMe.tsx';
import { startShowMe } from './show-me/start-show-me.ts';
import { MutingContext } from './waivers/context.ts';
import { ThemeContext } from './theme/context.ts';
import { startTheme } from './theme/start-theme.ts';
import { startMuting } from './waivers/start-muting.ts';
import { waiverApi } from './waivers/waiver-api.ts';

const read = (): Reading => ({ monotonic: performance.now(), calendar: Date.now() });

const store = createDeskStore(read());
const painted = onceAFrame(store.state, { beforePaint, timers: pageTimers });
const screen = createScreenStore();
const theme = startTheme({
  memory: keptByBrowser,
  screen,
  paint: (look) => {
    document.documentElement.dataset['theme'] = look;
  },
});
const socket = openSocket();
startSync({ socket, store, screen, read, timers: pageTimers });
coverBeforePaint({ store, read, before: beforePaint, told: () => painted.now() });
startReporting({
  screen,
  desk: store,
  timers: pageTimers,
  frames: pageFrames,
  now: () => performance.now(),
  size: pageSize,
  heapBytes: heapBytesOfPage,
  send: (report) => socket.connected && socket.emit('report', report),
});
const showMe = startShowMe({
  ask: askShowMe,
  scene: () => readScene(document, store.state.getState()),
  timers: pageTimers,
  now: () => performance.now(),
  afterPaint,
});
const explain = startExplain({ desk: store, ask: askExplain, timers: pageTimers, address: pageAddress });

const people = startPeople({
  api: peopleApi,
  timers: pageTimers,
  brought: takeFromAddress(),
  // What is seen is decided when a connection is made.
  onOtherSight: () => socket.disconnect().connect(),
});
socket.on('connect_error', () => people.turnedAway());
// A screen whose token was taken away is closed at once, and says so as soon.
socket.on('disconnect', () => {
  if (screen.getState().settings !== null) void people.look();
});
people.state.subscribe(({ session }) => screen.setState(afterSession(screen.getState(), session)));

const acting = startActing({ tell: tellIncident, newKey });
const muting = startMuting({ api: waiverApi, newKey, timers: pageTimers });
const planned = startPlanned({ api: waiverApi, desk: store, timers: pageTimers, newKey });
const places = startPlaces(pathOfPage);
const list = startList(askIncidents);
const views = startViews(viewAddress);

async function isServed(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false; // no relay: the page that we have is better than none
  }
}

const sound = startSound({ desk: store, screen, player: createPlayer(), storage: keptByBrowser });

let touchedAt = 0;
for (const touch of ['keydown', 'pointerdown'])
  addEventListener(touch, () => {
    touchedAt = performance.now();
    sound.touched();
  });
const reloading = startReloading({
  desk: store,
  screen,
  timers: pageTimers,
  drawn: Math.random(),
  monotonic: () => performance.now(),
  touchedAt: () => touchedAt,
  storage: sessionStorage,
  now: Date.now,
  isServed,
  reload: () => location.reload(),
});

const wall = { ...store, state: painted.state };

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has a #root.');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary onError={() => reloading.whenPossible()}>
      <WallContext value={wall}>
        <ScreenContext value={screen}>
          <SoundContext value={sound}>
            <ThemeContext value={theme}>
              <ShowMeContext value={showMe}>
                <ExplainContext value={explain}>
                  <PeopleContext value={people}>
                    <ActingContext value={acting}>
                      <MutingContext value={muting}>
                        <PlannedContext value={planned}>
                          <PlacesContext value={places}>
                            <ListContext value={list}>
                              <ViewsContext value={views}>
                                <App />
                              </ViewsContext>
                            </ListContext>
                          </PlacesContext>
                        </PlannedContext>
                      </MutingContext>
                    </ActingContext>
                  </PeopleContext>
                </ExplainContext>
              </ShowMeContext>
            </ThemeContext>
          </SoundContext>
        </ScreenContext>
      </WallContext>
    </ErrorBoundary>
  </StrictMode>,
);

import { useContext, useEffect, type MouseEvent } from 'react';
import type { DeskStore } from '../desk/store.ts';
import { byAttention, isAbnormal } from '../board/tile-view.ts';
import { WallContext } from '../app/wall.ts';
import { ExplainContext } from './context.ts';
import { directions, neighbour, type Direction, type Placed } from './neighbour.ts';
import { offered, verbOfKey } from '../incidents/actions.ts';
import { ActingContext, incidentOf } from '../incidents/context.ts';
import type { Acting } from '../incidents/start-acting.ts';
import { PlannedContext } from '../planned/context.ts';
import { leavePlanned, takePlannedKey } from '../planned/planned-keys.ts';
import type { Planned } from '../planned/start-planned.ts';
import { MutingContext } from '../waivers/context.ts';
import { takeMuteKey } from '../waivers/mute-keys.ts';
import type { Muting } from '../waivers/start-muting.ts';
import { PlacesContext } from '../pages/context.ts';
import type { Places } from '../pages/start-places.ts';
import { PeopleContext } from '../people/context.ts';
import type { People } from '../people/start-people.ts';
import { SoundContext } from '../sound/context.ts';
import type { Sound } from '../sound/start-sound.ts';
import { ThemeContext } from '../theme/context.ts';
import type { ThemeHandle } from '../theme/start-theme.ts';
import { ViewsContext } from '../views/context.ts';
import { viewAfter } from '../views/choose-view.ts';
import type { Views } from '../views/start-views.ts';
import type { Explain } from './start-explain.ts';

/** Mouse and keyboard for the whole wall: what is chosen is what has the focus, so eyes, voices and keys agree. */
export function useControls(): { readonly onClick: (event: MouseEvent) => void } {
  const explain = useContext(ExplainContext);
  const desk = useContext(WallContext);
  const people = useContext(PeopleContext);
  const acting = useContext(ActingContext);
  const muting = useContext(MutingContext);
  const planned = useContext(PlannedContext);
  const places = useContext(PlacesContext);
  const sound = useContext(SoundContext);
  const theme = useContext(ThemeContext);
  const views = useContext(ViewsContext);
  useEffect(() => {
    if (!explain || !desk) return undefined;
    const controlled = { explain, desk, people, acting, muting, planned, places, sound, theme, views };
    const onKey = (event: KeyboardEvent) => {
      if (takeKey(event, controlled)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [explain, desk, people, acting, muting, planned, places, sound, theme, views]);
  return {
    onClick({ target }) {
      const component = target instanceof Element && desk ? componentAt(target, desk) : null;
      if (component !== null) explain?.open(component);
    },
  };
}

interface Controlled {
  readonly explain: Explain;
  readonly desk: DeskStore;
  readonly people: People | null;
  readonly acting: Acting | null;
  readonly muting: Muting | null;
  readonly planned: Planned | null;
  readonly places: Places | null;
  readonly sound: Sound | null;
  readonly theme: ThemeHandle | null;
  readonly views: Views | null;
}

/** True when the key was one of ours. */
function takeKey(event: KeyboardEvent, controlled: Controlled): boolean {
  const { explain, desk, people, sound } = controlled;
  const { key, target, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey || !(target instanceof Element)) return false;
  if (key === 'Escape') return leave(controlled);
  if (target.closest('input, textarea, select')) return false;
  if (key === '?') return done(explain.showKeys(!explain.state.getState().keys));
  if (people && (key === 'i' || key === 'I')) return done(people.show(!people.state.getState().open));
  if (sound && (key === 'b' || key === 'B')) return done(sound.toggle());
  if (key === 'o' || key === 'O') return startOverride(explain);
  if (waiverKey(key, target, controlled)) return true;
  if (goElsewhere(key, controlled) || beginAction(key, controlled)) return true;
  if (nextView(key, controlled) || otherLook(key, controlled)) return true;
  // Within the panel arrows scroll it and Enter presses its buttons.
  if (target.closest('.panel, .keys')) return false;
  if (key in directions) return move(directions[key as keyof typeof directions], desk);
  const component = key === 'Enter' ? target.closest<HTMLElement>('[data-component]') : null;
  return component ? done(explain.open(component.dataset['component'] ?? '')) : false;
}

/** Keys of what is muted and planned. */
function waiverKey(key: string, target: Element, controlled: Controlled): boolean {
  const { explain, desk, people, muting, planned, places } = controlled;
  if (target.closest('.keys')) return false;
  const now = desk.state.getState();
  const { open } = explain.state.getState();
  if (muting && takeMuteKey(key, { target, open, desk: now }, muting)) return true;
  const session = people?.state.getState().session ?? null;
  if (planned === null || places === null) return false;
  return takePlannedKey(key, { target, session, now: now.second * 1000, places }, planned);
}

/** What was done with a key keeps it from doing anything else. */
function done(outcome: void): true {
  return outcome ?? true;
}

/** One thing at a time, the topmost first. */
function leave({ explain, people, acting, muting, planned, places }: Controlled): boolean {
  if (people?.state.getState().open === true) return done(people.show(false));
  if (muting && muting.state.getState().writing !== null) return done(muting.leave());
  if (acting && acting.state.getState().writing !== null) return done(acting.leave());
  if (acting && acting.state.getState().opening) return done(acting.showOpening(false));
  const { keys, overriding, open } = explain.state.getState();
  if (keys) return done(explain.showKeys(false));
  if (overriding) return done(explain.override(false));
  if (open !== null) return done(explain.close());
  return planned !== null && places !== null && leavePlanned(planned, places);
}

/** `V` on the wall: the same desk put together by something else. */
function nextView(key: string, { views, desk, places }: Controlled): boolean {
  const layout = desk.state.getState().board?.layout;
  const onWall = (places?.state.getState().place.kind ?? 'wall') === 'wall';
  if ((key !== 'v' && key !== 'V') || views === null || layout === undefined || !onWall) return false;
  return done(views.choose(viewAfter(layout, views.state.getState().wanted)));
}

/** `L` lists incidents; `N` where nothing is chosen opens one of which somebody was told. */
function goElsewhere(key: string, { acting, explain, places }: Controlled): boolean {
  if (key === 'l' || key === 'L') return places !== null && done(places.go({ kind: 'incidents' }));
  const isChosen = explain.state.getState().open !== null;
  if (acting === null || isChosen || (key !== 'n' && key !== 'N')) return false;
  return done(acting.showOpening(!acting.state.getState().opening));
}

/** `T` where nothing is chosen; in the panel it takes. */
function otherLook(key: string, { explain, theme }: Controlled): boolean {
  if ((key !== 't' && key !== 'T') || theme === null || explain.state.getState().open !== null) return false;
  return done(theme.next());
}

/** What is open in the panel is what the key is about. */
function beginAction(key: string, { explain, desk, people, acting }: Controlled): boolean {
  const { open } = explain.state.getState();
  const session = people?.state.getState().session;
  if (open === null || acting === null || session?.who?.kind !== 'person' || !session.may.includes('act')) return false;
  const incident = incidentOf(desk.state.getState(), open);
  const verb = incident && verbOfKey(key, offered(incident, session.who.person));
  return incident !== undefined && verb !== undefined && verb !== null && done(acting.begin(incident, verb));
}

function startOverride(explain: Explain): boolean {
  const { open, answer } = explain.state.getState();
  const calendar = answer?.calendars?.follows ?? answer?.calendars?.runs;
  return open !== null && calendar !== undefined && calendar !== null && done(explain.override(true));
}

function move(direction: Direction, desk: DeskStore): boolean {
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-component]')];
  const here = document.activeElement?.closest<HTMLElement>('[data-component]')?.dataset['component'];
  const next = here === undefined ? worst(desk) : neighbour(tiles.map(placed), here, direction);
  const tile =
    tiles.find(({ dataset }) => dataset['component'] === next) ?? (here === undefined ? tiles[0] : undefined);
  tile?.focus({ preventScroll: false });
  return tile !== undefined;
}

function placed(tile: HTMLElement): Placed {
  return { id: tile.dataset['component'] ?? '', rect: tile.getBoundingClientRect() };
}

/** Where somebody most likely wants to begin. */
function worst(desk: DeskStore): string | null {
  const { shown, board } = desk.state.getState();
  const [first] = [...shown.entries()]
    .filter(([, status]) => isAbnormal(status.health))
    .map(([index, status]) => ({ index, status }))
    .toSorted(byAttention);
  return first ? (board?.layout.components[first.index]?.id ?? null) : null;
}

/** A tile or its name; or the card of an alarm, whose root or else first member is meant. */
function componentAt(target: Element, desk: DeskStore): string | null {
  const tile = target.closest<HTMLElement>('[data-component], [data-named]');
  if (tile) return tile.dataset['component'] ?? tile.dataset['named'] ?? null;
  const card = target.closest<HTMLElement>('[data-alarm]');
  const alarm = card && desk.state.getState().board?.alarms.find(({ id }) => id === card.dataset['alarm']);
  if (!alarm) return null;
  return alarm.root.kind === 'component' ? alarm.root.id : (alarm.members[0] ?? null);
}

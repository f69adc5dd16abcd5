import type { Finding, RegisteredScreen, ScreenSighting, ScreenStanding, WatchedScreen } from '@yagura/contract';
import { tellConnections, type Present } from './attendances.ts';
import { elect, type Candidate } from './elect.ts';
import { screenFindings } from './screen-findings.ts';
import type { SharedSightings } from './sightings.ts';
import type { Silences } from './silences.ts';
import { standingOf, type ScreenFacts } from './standing.ts';

/** What is known of all screens, worked out anew whenever something about them changes. */
export interface ScreenBook {
  /** Which screens there are. */
  know(screens: readonly RegisteredScreen[]): void;
  has(id: string): boolean;
  /** Stands, elections, what each is told, findings: in this order, as of now. */
  settle(): void;
  list(): readonly WatchedScreen[];
  findings(): readonly Finding[];
  silence(room: string, until: number | null): boolean;
  /** Of those that are connected here, for the other relays. */
  sightings(): Readonly<Record<string, ScreenSighting>>;
}

export interface ScreenBookOptions {
  readonly presents: Map<string, Present>;
  readonly sightings: SharedSightings;
  readonly silences: Silences;
  readonly deskNow: () => number;
  readonly elapsed: () => number;
  readonly relay: string;
  readonly onFindings: () => void;
}

interface BookState {
  screens: readonly WatchedScreen[];
  findings: readonly Finding[];
}

const unseen: ScreenStanding = { state: 'away', since: null };

export function createScreenBook(options: ScreenBookOptions): ScreenBook {
  const { presents, silences, deskNow, relay, onFindings } = options;
  const beganAt = deskNow();
  const state: BookState = { screens: [], findings: [] };
  const settle = () => {
    const stood = state.screens.map((screen) => asItStands(screen, options));
    const heard = heardOnes(stood, options);
    state.screens = stood.map((screen) => ({
      ...screen,
      sounds: heard.has(screen.id),
      silencedUntil: silences.until(screen.settings.room),
    }));
    for (const { id, settings, sounds, silencedUntil } of state.screens) {
      const present = presents.get(id);
      if (present) tellConnections(present, { settings, room: { sounds, silencedUntil } });
    }
    const found = screenFindings(state.screens.map(findable(presents)), { now: deskNow(), beganAt });
    if (JSON.stringify(found) === JSON.stringify(state.findings)) return;
    state.findings = found;
    onFindings();
  };
  return {
    settle,
    know(screens) {
      const before = new Map(state.screens.map((screen) => [screen.id, screen]));
      const kept = { report: null, reportedAt: null, sounds: false, silencedUntil: null };
      state.screens = screens.map((screen) => ({ standing: unseen, ...kept, ...before.get(screen.id), ...screen }));
      const ids = new Set(screens.map(({ id }) => id));
      for (const [id, { connections }] of presents) if (!ids.has(id) && connections.length === 0) presents.delete(id);
      settle();
    },
    has: (id) => state.screens.some((screen) => screen.id === id),
    list: () => state.screens,
    findings: () => state.findings,
    silence(room, until) {
      if (!state.screens.some(({ settings }) => settings.room === room)) return false;
      silences.say(room, until);
      settle();
      return true;
    },
    sightings() {
      const here = state.screens.filter(({ id }) => (presents.get(id)?.connections.length ?? 0) > 0);
      return Object.fromEntries(here.map((screen) => [screen.id, sightingOf(screen, relay, deskNow())]));
    },
  };
}

/** By what this relay knows itself, else by what another saw. */
function asItStands(screen: WatchedScreen, options: ScreenBookOptions): WatchedScreen {
  const { presents, sightings, deskNow, elapsed } = options;
  const now = deskNow();
  const present = presents.get(screen.id);
  const isHere = present !== undefined && present.connections.length > 0;
  const elsewhere = isHere ? null : sightings.elsewhere(screen.id, now);
  const silentMs = Math.max(0, elapsed() - (present?.heardAt ?? 0));
  const facts: ScreenFacts = {
    now,
    connected: isHere ? { silentMs, paintedMsAgo: present.report?.paintedMsAgo ?? null } : null,
    elsewhere: elsewhere?.standing ?? null,
    seenAt: newestOf(present?.seenAt ?? null, sightings.of(screen.id)?.at ?? null),
  };
  // A page that has just come has said nothing yet, whatever the one before it said.
  const { report, reportedAt } = isHere ? present : (elsewhere ?? screen);
  return { ...screen, standing: standingOf(screen.standing, facts), report, reportedAt };
}

function newestOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** One screen a room at most. */
function heardOnes(screens: readonly WatchedScreen[], options: ScreenBookOptions): ReadonlySet<string> {
  const { presents, sightings, deskNow } = options;
  const candidate = ({ id, settings, standing, report, sounds }: WatchedScreen): Candidate => {
    const isHere = (presents.get(id)?.connections.length ?? 0) > 0;
    return {
      id,
      name: settings.name,
      able: standing.state === 'live' && report?.sound === 'armed',
      sounding: isHere ? sounds : (sightings.elsewhere(id, deskNow())?.sounds ?? false),
    };
  };
  const rooms = new Set(screens.map(({ settings }) => settings.room));
  const heard = [...rooms].map((room) =>
    elect(screens.filter(({ settings }) => settings.room === room).map(candidate)),
  );
  return new Set(heard.filter((id) => id !== null));
}

function findable(presents: ReadonlyMap<string, Present>) {
  return ({ id, settings: { name }, standing }: WatchedScreen) => ({ name, standing, seenHere: presents.has(id) });
}

function sightingOf(
  { standing, report, reportedAt, sounds }: WatchedScreen,
  relay: string,
  at: number,
): ScreenSighting {
  return { relay, at, standing, report, reportedAt, sounds };
}

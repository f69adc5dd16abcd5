import { screenSettingsOf } from '@yagura/testkit';
import type { Board, IncidentAction, ScreenTold, Theme } from '@yagura/contract';
import type { Story } from './played-desk.ts';

/** Monday, with London and Frankfurt open and New York half an hour from it. */
export const gallerySecond = Date.UTC(2026, 2, 2, 14, 3, 27);

export interface Situation {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly story: Story;
  readonly at?: number;
  /** A registered screen; else it is a console. */
  readonly screen?: ScreenTold;
  /** Keys that are pressed once it is there. */
  readonly keys?: readonly string[];
  /** The relay is gone for so long. */
  readonly offlineForMs?: number;
  /** What stands there because of it: without that it would be a picture of something else. */
  readonly shows?: string;
}

const fullHd = { width: 1920, height: 1080 };
const laptop = { width: 1366, height: 768 };
const uhd = { width: 3840, height: 2160 };
const upright = { width: 1080, height: 1920 };
const phone = { width: 390, height: 844 };

const calm: Story = {};
const oneDown: Story = { silent: { 'gw-xlon-1': 30_000 } };
const act = (component: string, action: IncidentAction) => (board: Board) =>
  ({ kind: 'act', incident: incidentOf(board, component), expected: null, action }) as const;
const incidentOf = (board: Board, component: string) =>
  board.alarms.find(({ members }) => members.includes(component))?.id ?? '';
/** Something of everything. */
const badDay: Story = {
  silent: { 'gw-xlon-1': 30_000, 'gw-xetr-1': 12_000, 'or-eu-1': 25_000, 'net-nyc-fw': 20_000 },
  says: {
    'gw-xnys-1': { ago: 22_000, status: 'degraded', message: 'acknowledgements are slow' },
    'md-xetr-a': { ago: 18_000, status: 'degraded', message: 'line A has gaps' },
    'clr-lch': { ago: 28_000, status: 'down', message: 'the file was refused' },
  },
  does: [
    { ago: 15_000, does: act('gw-xlon-1', { verb: 'take' }) },
    {
      ago: 10_000,
      does: () => ({
        kind: 'mute',
        what: { components: ['clr-lch'] },
        reason: 'they resend it',
        until: gallerySecond + 1_800_000,
        upTo: 'down',
      }),
    },
  ],
};
/** Everybody at one site, so that nobody there answers. */
const siteLost: Story = { lostSite: { site: 'ldn', ago: 20_000 } };
/** One after the other, and far enough apart that none of them explains another. */
const flood: Story = {
  lastsMs: 420_000,
  silent: Object.fromEntries(
    [
      'web-au',
      'net-syd-wan-1',
      'mobile-ap',
      'gw-xhkg-1',
      'gw-xetr-1',
      'clr-six',
      'gw-xlon-1',
      'gw-xses-1',
      'md-xnys-a',
      'md-xcbo-a',
      'gw-xcme-1',
      'clr-occ',
    ].map((id, place) => [id, 370_000 - place * 30_000]),
  ),
};

const fromFiveMetres: ScreenTold = {
  settings: screenSettingsOf({ room: 'Zug' }),
  room: { sounds: true, silencedUntil: null },
};
const atADesk = { diagonalInches: 27, distanceMetres: 0.8 };
const looking = (theme: Theme): ScreenTold => ({
  ...fromFiveMetres,
  settings: screenSettingsOf({ theme, ...atADesk }),
});
const viewing = (view: string): ScreenTold => ({
  ...fromFiveMetres,
  settings: screenSettingsOf({ view, ...atADesk }),
});

export const situations: readonly Situation[] = [
  { name: 'calm', ...fullHd, story: calm },
  { name: 'one-down', ...fullHd, story: oneDown },
  { name: 'explained', ...fullHd, story: oneDown, keys: ['ArrowRight', 'Enter'], shows: '.panel .panel-changes' },
  { name: 'bad-day', ...fullHd, story: badDay },
  { name: 'bad-day-bright', ...laptop, story: badDay, screen: looking('bright') },
  { name: 'bad-day-grey', ...laptop, story: badDay, screen: looking('grey') },
  { name: 'bad-day-classic', ...laptop, story: badDay, screen: looking('classic') },
  { name: 'site-dark', ...fullHd, story: siteLost },
  { name: 'flood', ...fullHd, story: flood, shows: '.rail .flood' },
  { name: 'collector-lost', ...laptop, story: { collectorLost: 20_000 } },
  { name: 'offline', ...fullHd, story: badDay, offlineForMs: 20_000, shows: '[data-cover="offline"]' },
  { name: 'weekend', ...laptop, story: calm, at: Date.UTC(2026, 2, 1, 10, 3, 27) },
  { name: 'by-venue', ...laptop, story: badDay, screen: viewing('by-venue') },
  { name: 'five-metres-calm', ...uhd, story: calm, screen: fromFiveMetres },
  { name: 'five-metres', ...uhd, story: badDay, screen: fromFiveMetres },
  { name: 'portrait', ...upright, story: badDay },
  { name: 'phone', ...phone, story: badDay },
  { name: 'phone-calm', ...phone, story: calm },
  { name: 'phone-offline', ...phone, story: badDay, offlineForMs: 20_000 },
  { name: 'keys', ...laptop, story: calm, keys: ['?'], shows: '.legend' },
];

const seenFrom = (settings: Parameters<typeof screenSettingsOf>[0]): ScreenTold => ({
  ...fromFiveMetres,
  settings: screenSettingsOf(settings),
});

/** Screens across a room, each with a header that has to make do with other room. */
export const acrossRooms: readonly Situation[] = [
  { name: '75 inches, 4K, 5 m', ...uhd, story: badDay, screen: fromFiveMetres },
  {
    name: '55 inches upright, 3.5 m',
    ...upright,
    story: badDay,
    screen: seenFrom({ diagonalInches: 55, distanceMetres: 3.5 }),
  },
  {
    name: '55 inches, a view of few, 3 m',
    ...fullHd,
    story: badDay,
    screen: seenFrom({ diagonalInches: 55, distanceMetres: 3, view: 'by-venue' }),
  },
];

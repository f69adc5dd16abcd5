import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { callings } from '@yagura/contract';
import { propertyRuns } from '@yagura/testkit';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { healthRank } from '../health/rank.ts';
import { isCovered, watched, WaiverPlay, waiverStory, type WaiverEvent } from '../testing/waiver-play.ts';

const runs = propertyRuns(1000);

function played(events: readonly WaiverEvent[], each: (play: WaiverPlay) => void): WaiverPlay {
  const play = new WaiverPlay(each);
  for (const happens of events) play.live(happens);
  return play;
}

test('WV-1, WV-3 a component is planned exactly while approved work covers it, and muted exactly while a mute does', () => {
  fc.assert(
    fc.property(waiverStory, (events) => {
      played(events, (play) => {
        for (const id of watched) {
          const { expectation, health, flags, reasons } = play.run.status(id);
          const planned = isCovered(play, id, 'plan');
          expect(expectation).toBe(planned ? 'planned' : 'expected');
          expect(health === 'planned').toBe(planned);
          expect(reasons[0]?.code === 'planned-work').toBe(planned);
          expect(flags.includes('muted')).toBe(isCovered(play, id, 'mute'));
        }
      });
    }),
    runs,
  );
}, 240_000);

test('WV-4 what is not muted is announced once, what is muted is not, and what was announced is said again when its mute ends and once when it is over', () => {
  fc.assert(
    fc.property(waiverStory, (events) => {
      const said = new Map<string, string>();
      const silent = new Set<string>();
      let heard = 0;
      played(events, (play) => {
        const fresh = play.run.announcements.slice(heard);
        heard = play.run.announcements.length;
        for (const id of watched) {
          const mine = fresh.filter(({ root, kind }) => root.id === id && !besides.has(kind)).map(({ kind }) => kind);
          expect(mine.map(plain), `${id} at ${play.now}`).toEqual(expected(play, id, said, silent));
        }
      });
    }),
    runs,
  );
}, 240_000);

/** How far it reaches, and that nobody took it, begins and ends nothing. */
const besides: ReadonlySet<string> = new Set(['scope', ...callings]);

/** In the terms of a listener: it began, it is worse, it is over. */
function plain(kind: AnnouncementDraft['kind']): string {
  if (kind === 'opened' || kind === 'relapse' || kind === 'again') return 'begins';
  return kind === 'recovered' || kind === 'lapsed' ? 'over' : kind;
}

function expected(play: WaiverPlay, id: string, said: Map<string, string>, silent: Set<string>): string[] {
  const health = play.run.health(id);
  const before = said.get(id);
  if (health !== 'down' && health !== 'degraded' && health !== 'no-sight') {
    said.delete(id);
    silent.delete(id);
    return before === undefined ? [] : ['over'];
  }
  if (isCovered(play, id, 'mute', health)) {
    silent.add(id);
    return [];
  }
  const wasSilent = silent.delete(id);
  const isWorse = before !== undefined && healthRank(health) < healthRank(before as typeof health); // it was one
  said.set(id, health);
  if (before === undefined || wasSilent) return ['begins'];
  return isWorse ? ['worse'] : [];
}

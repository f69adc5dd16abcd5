import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginnings, callings, endings, type Announcement } from '@yagura/contract';
import { propertyRuns } from '@yagura/testkit';
import { members, MatterPlay, matterStory } from '../testing/matter-play.ts';
import { isOver } from './is-over.ts';

const runs = propertyRuns(100);

const begins = new Set<Announcement['kind']>(beginnings);
const ends = new Set<Announcement['kind']>(endings);
const calls = new Set<Announcement['kind']>(callings);
const ailing = new Set(['down', 'degraded', 'no-sight']);

test('IN-5 split, merged, muted and come back: what ails stands once, is announced once unless it is muted, and is over once', () => {
  fc.assert(
    fc.property(matterStory, (events) => {
      const standing = new Set<string>();
      let heard = 0;
      const play = new MatterPlay(true, ({ run, told }) => {
        const { alarms, incidents } = run.world.desk;
        for (const { kind, group, text } of told.slice(heard)) {
          const incident = incidents.incidents.get(group);
          if (begins.has(kind) && kind !== 'again') expect(standing.has(group), `twice: ${text}`).toBe(false);
          if (ends.has(kind)) expect(standing.has(group), `over and never begun: ${text}`).toBe(true);
          if (calls.has(kind)) expect(incident && (isOver(incident) || incident.muted), text).toBe(false);
          if (begins.has(kind)) standing.add(group);
          if (ends.has(kind)) standing.delete(group);
        }
        heard = told.length;
        for (const { id, muted } of alarms) {
          const incident = incidents.incidents.get(id);
          expect(incident?.state !== 'closed' || incident.closed?.by, `${id} has no incident`).toBeTruthy();
          if (!muted) expect(standing.has(id), `${id} stands and was not announced`).toBe(true);
        }
        for (const id of members)
          if (ailing.has(run.health(id)))
            expect(alarms.filter((alarm) => alarm.members.includes(id)).length, `${id} stands once`).toBe(1);
      });
      for (const happens of events) play.live(happens);
      play.end();
      expect(play.run.world.desk.alarms).toEqual([]);
      expect([...standing]).toEqual([]);
      expect(play.incidents.filter((incident) => !isOver(incident))).toEqual([]);
    }),
    runs,
  );
}, 240_000);

test('IN-6 whoever leads goes on the same: split, merged, muted, taken and closed as it was', () => {
  fc.assert(
    fc.property(matterStory, (events) => {
      const [straight, restarted] = [false, true].map((restarts) => {
        const play = new MatterPlay(restarts, () => undefined);
        for (const happens of events) play.live(happens);
        const { alarms } = play.run.world.desk;
        return { told: play.told, incidents: play.incidents, alarms };
      });
      expect(restarted).toEqual(straight);
    }),
    runs,
  );
}, 240_000);

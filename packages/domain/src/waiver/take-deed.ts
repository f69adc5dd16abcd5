import type { Command, MuteDeed, PlanDeed, Waiver, WaiverDeed } from '@yagura/contract';
import { longestMuteMs, longestWindowMs } from '@yagura/contract';
import type { Became } from '../desk/deed-facts.ts';
import type { DeskWorld, Row } from '../desk/world.ts';
import { membersOf } from '../incident/members-of.ts';
import { nearest } from '../nearest.ts';
import { shardOf } from '../watch/world.ts';
import { dayUtcOf } from '../words.ts';
import { actOnWaiver } from './act.ts';
import { noRoomFor, putWaiver } from './book.ts';
import { ahead, merged } from './windows.ts';

type Deed = MuteDeed | PlanDeed | WaiverDeed;
type Done = { readonly waiver: Waiver; readonly text: string } | { readonly refused: string };

/** What a person wants muted or planned, and what they want of such. */
export function takeWaiverDeed(desk: DeskWorld, { id, person }: Command, does: Deed, now: number): Became {
  const common = { command: id, incident: null };
  const standing = does.kind === 'waiver' ? desk.waivers.waivers.get(does.waiver) : undefined;
  if (does.kind === 'waiver' && standing && isMeddled(does, standing, person)) {
    const { by, what } = standing.last;
    const { id: waiver, revision } = standing;
    return { ...common, waiver, revision, result: 'conflict', text: `${by} was first: ${what}` };
  }
  const done = perform(desk, { id, person }, does, now);
  if ('refused' in done)
    return {
      ...common,
      waiver: standing?.id ?? null,
      revision: standing?.revision ?? null,
      result: 'refused',
      text: done.refused,
    };
  putWaiver(desk.waivers, done.waiver);
  return { ...common, waiver: done.waiver.id, revision: done.waiver.revision, result: 'done', text: done.text };
}

/** Only what somebody else did since is a conflict. */
function isMeddled({ expected }: WaiverDeed, { revision, last }: Waiver, person: string): boolean {
  return expected !== null && expected !== revision && last.by !== person;
}

/** Who wants it, and under which key. */
type Wish = Pick<Command, 'id' | 'person'>;

function perform(desk: DeskWorld, wish: Wish, does: Deed, now: number): Done {
  switch (does.kind) {
    case 'mute':
      return mute(desk, does, wish, now);
    case 'plan':
      return plan(desk, does, wish, now);
    case 'waiver': {
      const waiver = desk.waivers.waivers.get(does.waiver);
      if (waiver === undefined) return { refused: `there is no ${does.waiver} any more` };
      if (waiver.ended !== null) return { refused: `${waiver.id} is over since ${dayUtcOf(waiver.ended.at)}` };
      return actOnWaiver(waiver, does.action, { person: wish.person, now });
    }
  }
}

function mute(desk: DeskWorld, { what, reason, until, upTo }: MuteDeed, wish: Wish, now: number): Done {
  if (until <= now) return { refused: 'it would be over already: say until when' };
  if (until > now + longestMuteMs) return { refused: 'a mute lasts 7 days at most: what lasts longer is a plan' };
  const ids = 'components' in what ? [...new Set(what.components)] : belongingTo(desk, what.incident);
  const rows = rowsOf(desk, ids);
  if ('refused' in rows) return rows;
  const [only] = rows.rows;
  if (only === undefined) return { refused: 'nothing that is watched belongs to it now' };
  const incident = 'incident' in what ? what.incident : null;
  const title = rows.rows.length === 1 ? only.component.name : titleOf(desk, incident, rows.rows.length);
  const noRoom = noRoomFor(desk.waivers, ids.length);
  if (noRoom !== null) return { refused: noRoom };
  const waiver: Waiver = {
    ...begun(desk, 'mute', wish, now),
    kind: 'mute',
    title,
    reason,
    components: rows.rows.map((row) => row.component.id),
    windows: [{ from: now, until }],
    last: { by: wish.person, at: now, what: 'muted' },
    upTo: upTo ?? worstOf(rows.rows),
    incident,
  };
  return { waiver, text: `muted as ${waiver.id}` };
}

function plan(desk: DeskWorld, deed: PlanDeed, wish: Wish, now: number): Done {
  const { title, reason, components, recurs, flexible } = deed;
  const rows = rowsOf(desk, [...new Set(components)]);
  if ('refused' in rows) return rows;
  const windows = merged(ahead(deed.windows, now));
  if (windows.length === 0 && flexible === null) return { refused: 'none of its time lies ahead' };
  if (flexible !== null && (windows.length > 0 || flexible.latest <= now))
    return { refused: 'a flexible start lies ahead, and the work has no other time' };
  if (windows.some(({ from, until }) => until - from > longestWindowMs))
    return { refused: 'one window of work lasts 14 days at most' };
  const noRoom = noRoomFor(desk.waivers, rows.rows.length);
  if (noRoom !== null) return { refused: noRoom };
  const waiver: Waiver = {
    ...begun(desk, 'plan', wish, now),
    kind: 'plan',
    title,
    reason,
    components: rows.rows.map((row) => row.component.id),
    windows,
    last: { by: wish.person, at: now, what: 'proposed' },
    recurs,
    flexible,
    approval: null,
  };
  return { waiver, text: `proposed as ${waiver.id}; it covers nothing before it is approved` };
}

function begun({ waivers }: DeskWorld, kind: Waiver['kind'], { id, person }: Wish, now: number) {
  return {
    id: freeName(waivers, kind, id),
    number: waivers.nextNumber++,
    revision: 1,
    owner: person,
    saidAt: now,
    ended: null,
  };
}

const names = 90_000;

/** Five digits that follow from the key of the wish: short enough for the phone, and no row of numbers that counts others. */
function freeName({ waivers }: DeskWorld['waivers'], kind: Waiver['kind'], key: string): string {
  let code = shardOf(key, names);
  while (waivers.has(`${kind}-${10_000 + code}`)) code = (code + 1) % names;
  return `${kind}-${10_000 + code}`;
}

function belongingTo(desk: DeskWorld, incident: string): string[] {
  const known = desk.incidents.incidents.get(incident);
  return known === undefined ? [] : membersOf(desk, known);
}

function rowsOf(
  desk: DeskWorld,
  ids: readonly string[],
): { readonly rows: readonly Row[] } | { readonly refused: string } {
  const rows: Row[] = [];
  for (const id of ids) {
    const row = desk.rows.get(id);
    if (row === undefined) {
      const meant = nearest(id, [...desk.rows.keys()]);
      return { refused: `the desk has no component ${id}${meant === null ? '' : `: did you mean ${meant}?`}` };
    }
    rows.push(row);
  }
  return { rows };
}

function titleOf({ incidents }: DeskWorld, incident: string | null, count: number): string {
  const title = incident === null ? undefined : incidents.incidents.get(incident)?.title;
  return title === undefined ? `${count} components` : `${title}, ${count} components`.slice(0, 200);
}

/** As bad as it is, and no worse; what is well may do anything. */
function worstOf(rows: readonly Row[]): 'degraded' | 'down' {
  const healths = new Set(rows.map(({ status }) => status.health));
  return healths.has('degraded') && !healths.has('down') && !healths.has('no-sight') ? 'degraded' : 'down';
}

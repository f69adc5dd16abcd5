import { expect, test } from 'vitest';
import type { Command, Outcome, PlanDeed, WaiverAction } from '@yagura/contract';
import { beatOf, calendarOf, entryOf, inventoryOf, noon } from '@yagura/testkit';
import { drive, type Drive } from '../testing/drive.ts';

const second = 1000;
const minute = 60 * second;

/** A gateway that beats each second and says what it is told to say; a person plans work on it. */
class Work {
  readonly run: Drive;
  now = noon;
  says: 'ok' | 'down' = 'ok';
  private n = 0;
  private asked = 0;

  constructor(component: Parameters<typeof inventoryOf>[0] = {}) {
    this.run = drive({
      inventory: inventoryOf({ components: [{ id: 'gw', everyMs: second, tier: 1 }], ...component }),
      deliveries: [],
      start: noon,
    });
    this.pass(1);
  }

  pass(seconds: number): this {
    for (let left = seconds; left > 0; left--) {
      const from = this.now;
      this.now += second;
      const beats = [beatOf('gw', this.now, { status: this.says })];
      this.run.turn({ now: this.now, entries: [entryOf({ n: ++this.n, from, until: this.now, beats })] });
    }
    return this;
  }

  ask(does: Command['does'], person = 'anna'): Outcome {
    const command = { id: `command-${this.asked++}`, person, does };
    return this.run.turn({ now: this.now, commands: [command] }).outcomes[0] ?? expect.fail('no outcome');
  }

  plan(more: Partial<PlanDeed>): string {
    const components = ['gw'];
    const deed = { kind: 'plan', title: 'Release 7', reason: 'the new release', components } as const;
    return this.ask({ ...deed, windows: [], recurs: null, flexible: null, ...more }).waiver ?? expect.fail('refused');
  }

  act(waiver: string, action: WaiverAction, person = 'lea'): Outcome {
    return this.ask({ kind: 'waiver', waiver, expected: null, action }, person);
  }

  approved(more: Partial<PlanDeed>): string {
    const id = this.plan(more);
    expect(this.act(id, { verb: 'approve', conflicts: [] })).toMatchObject({ result: 'done' });
    return id;
  }

  window(from: number, until: number) {
    return { windows: [{ from: this.now + from * second, until: this.now + until * second }] };
  }
}

test('WV-1 a plan covers nothing before it is approved; then it is planned from its first instant to its last, its condition underneath', () => {
  const work = new Work();
  const id = work.plan(work.window(10, 40));
  const begins = work.now + 10 * second;
  expect(work.pass(15).run.health('gw')).toBe('ok');
  work.act(id, { verb: 'approve', conflicts: [] });
  expect(work.run.status('gw')).toMatchObject({
    health: 'planned',
    condition: 'ok',
    since: work.now,
    reasons: [{ code: 'planned-work', plan: id }, { code: 'heard' }],
  });
  work.says = 'down';
  work.pass(10);
  expect(work.run.status('gw')).toMatchObject({ health: 'planned', condition: 'down' });
  expect(work.run.announcements).toEqual([]);
  work.pass(20);
  expect(work.run.status('gw')).toMatchObject({ health: 'down', since: begins + 30 * second });
});

test('WV-10 what is still abnormal when its work is over is announced again at that instant', () => {
  const work = new Work();
  work.approved(work.window(5, 20));
  work.pass(6).says = 'down';
  work.pass(30);
  expect(work.run.announcements).toMatchObject([{ kind: 'again', pages: true, root: { id: 'gw' } }]);
});

test('WV-10 work that begins on what was announced ends that, with its reason', () => {
  const work = new Work();
  work.says = 'down';
  work.pass(5);
  work.approved(work.window(2, 30));
  work.pass(5);
  expect(work.run.announcements.map(({ kind }) => kind)).toEqual(['opened', 'lapsed']);
  expect(work.run.announcements[1]?.text).toContain('planned work began');
});

test('WV-2 it covers exactly what its approval listed: what comes onto the desk later is not part of it', () => {
  const work = new Work({ components: [{ id: 'gw', everyMs: second, site: 'ldn' }] });
  work.approved(work.window(1, 60));
  const inventory = inventoryOf({
    components: [
      { id: 'gw', everyMs: second, site: 'ldn' },
      { id: 'gw-2', everyMs: second, site: 'ldn' },
    ],
  });
  work.pass(2);
  work.run.turn({ now: work.now, inventory });
  work.pass(2);
  expect(work.run.health('gw')).toBe('planned');
  expect(work.run.health('gw-2')).toBe('no-sight');
});

test('WV-11 what conflicts is approved by somebody else than who proposed it, and its approval says with what', () => {
  const work = new Work();
  const id = work.plan(work.window(5, 20));
  const approve: WaiverAction = { verb: 'approve', conflicts: ['LSE is open meanwhile'] };
  expect(work.act(id, approve, 'anna')).toMatchObject({
    result: 'refused',
    text: expect.stringMatching(/somebody else/),
  });
  expect(work.act(id, approve, 'lea')).toMatchObject({ result: 'done' });
  expect(work.run.world.desk.waivers.waivers.get(id)).toMatchObject({
    approval: { by: 'lea', conflicts: ['LSE is open meanwhile'] },
  });
  expect(work.act(id, approve, 'lea')).toMatchObject({ result: 'refused', text: 'lea approved it already' });
});

test('WV-12 a flexible plan begins when somebody says so, between its two instants, and is called off when nobody did', () => {
  const work = new Work();
  const flexible = { earliest: work.now + 10 * second, latest: work.now + 30 * second, lastsMs: minute };
  const id = work.approved({ flexible });
  expect(work.act(id, { verb: 'start' })).toMatchObject({
    result: 'refused',
    text: expect.stringMatching(/may begin at/),
  });
  work.pass(12);
  expect(work.run.health('gw')).toBe('ok');
  work.act(id, { verb: 'start' });
  expect(work.run.status('gw')).toMatchObject({ health: 'planned', since: work.now });
  expect(work.pass(61).run.health('gw')).toBe('ok');

  const forgotten = new Work();
  const other = forgotten.approved({
    flexible: { ...flexible, earliest: forgotten.now, latest: forgotten.now + 10 * second },
  });
  forgotten.pass(11);
  expect(forgotten.run.world.desk.waivers.waivers.get(other)).toMatchObject({
    ended: { how: 'not-started', by: null },
  });
});

test('WV-13 work that is done early ends at once; of what recurs only this time; what has not begun is called off as a whole', () => {
  const work = new Work();
  const windows = [
    { from: work.now + 5 * second, until: work.now + 60 * second },
    { from: work.now + 100 * second, until: work.now + 120 * second },
  ];
  const id = work.approved({ windows });
  work.pass(10);
  expect(work.act(id, { verb: 'end' })).toMatchObject({ text: 'ended for this time' });
  expect(work.run.status('gw')).toMatchObject({ health: 'ok', since: work.now });
  expect(work.pass(95).run.health('gw')).toBe('planned');
  const other = work.approved(work.window(100, 200));
  work.act(other, { verb: 'end' });
  expect(work.run.world.desk.waivers.waivers.get(other)).toMatchObject({
    windows: [],
    ended: { how: 'cancelled', by: 'lea' },
  });
});

test('WV-14 outside its hours what is being worked on is planned and not closed, whether it beats or not', () => {
  const calendars = [calendarOf({ id: 'NIGHT', open: '20:00', close: '21:00' })];
  const work = new Work({ components: [{ id: 'gw', everyMs: second, runs: 'NIGHT' }], calendars });
  work.approved(work.window(1, 20));
  expect(work.pass(5).run.health('gw')).toBe('planned');
});

test('DE-46 work that was approved makes no alarm and no line of the strip: it begins, its component goes and returns, it ends', () => {
  const work = new Work();
  work.approved(work.window(10, 60));
  work.pass(20);
  expect(work.run.health('gw')).toBe('planned');
  work.says = 'down';
  work.pass(10);
  expect(work.run.status('gw')).toMatchObject({ health: 'planned', condition: 'down' });
  work.says = 'ok';
  work.pass(40);
  expect(work.run.health('gw')).toBe('ok');
  expect([work.run.alarms.size, work.run.announcements.length]).toEqual([0, 0]);
  expect(work.run.world.desk.strip).toEqual([]);
});

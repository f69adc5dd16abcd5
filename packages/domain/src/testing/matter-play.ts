import * as fc from 'fast-check';
import type { Command, Incident, IncidentAction } from '@yagura/contract';
import { beatOf, entryOf, inventoryOf, noon } from '@yagura/testkit';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { drive, type Drive } from './drive.ts';
import { reborn } from './reborn.ts';

const second = 1000;
export const members = ['switch', 'router', 'gateway', 'feed', 'lone'] as const;
type Says = 'ok' | 'degraded' | 'down';
/** Of an incident by its place in the book, and where it needs one, another. */
type Deed = Exclude<IncidentAction, { verb: 'merge' }> | { readonly verb: 'merge'; readonly into: number };

export type MatterEvent =
  | { readonly kind: 'says'; readonly components: readonly string[]; readonly status: Says }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'act'; readonly target: number; readonly person: string; readonly deed: Deed }
  | { readonly kind: 'mute'; readonly what: readonly string[] | number; readonly seconds: number }
  | { readonly kind: 'unmute' }
  | { readonly kind: 'restart' };

const some = fc.subarray([...members], { minLength: 1 });
const which = fc.nat({ max: 5 });
const text = 'looked at it';
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('split' as const), components: some }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('merge' as const), into: which }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Deed>(
      { verb: 'take' },
      { verb: 'release' },
      { verb: 'fixed', text },
      { verb: 'workaround', text },
      { verb: 'close', reason: 'false', text },
      { verb: 'priority', priority: 1, reason: text },
      { verb: 'priority', priority: 3, reason: text },
    ),
  },
);
const event: fc.Arbitrary<MatterEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('says' as const),
      components: some,
      status: fc.constantFrom<Says>('ok', 'degraded', 'down'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 2, 5, 12, 30, 65) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      target: which,
      person: fc.constantFrom('anna', 'bob'),
      deed,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('mute' as const),
      what: fc.oneof(some, which),
      seconds: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'unmute' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);
export const matterStory = fc.array(event, { maxLength: 25 });

/** A whole desk on which some lean on others: they fail together, and people split, merge, mute and act on what comes of it. */
export class MatterPlay {
  run: Drive;
  readonly told: AnnouncementDraft[] = [];
  private now = noon;
  private n = 0;
  private asked = 0;
  private readonly says = new Map<string, Says>();
  private readonly restarts: boolean;
  private readonly each: (play: MatterPlay) => void;
  private readonly inventory = inventoryOf({
    sites: { ldn: [], nyc: [] },
    components: [
      { id: 'switch', site: 'nyc', tier: 2 },
      { id: 'router', site: 'ldn', tier: 1, dependsOn: ['switch'] },
      { id: 'gateway', site: 'ldn', tier: 1, dependsOn: ['switch'] },
      { id: 'feed', site: 'ldn', tier: 2, dependsOn: ['gateway'] },
      { id: 'lone', site: 'ldn', tier: 1 },
    ].map((plan) => ({ ...plan, everyMs: second })),
  });

  constructor(restarts: boolean, each: (play: MatterPlay) => void) {
    this.restarts = restarts;
    this.each = each;
    this.run = drive({ inventory: this.inventory, deliveries: [], start: noon });
    this.pass(3);
  }

  get incidents(): Incident[] {
    return [...this.run.world.desk.incidents.incidents.values()];
  }

  live(happens: MatterEvent): void {
    switch (happens.kind) {
      case 'says':
        for (const id of happens.components) this.says.set(id, happens.status);
        return;
      case 'wait':
        return this.pass(happens.seconds);
      case 'act':
        return this.act(happens);
      case 'mute':
        return this.mute(happens);
      case 'unmute':
        for (const { id: waiver } of this.run.world.desk.waivers.waivers.values())
          this.tell('bob', { kind: 'waiver', waiver, expected: null, action: { verb: 'end' } });
        return;
      case 'restart':
        if (this.restarts)
          this.run = drive({
            inventory: this.inventory,
            deliveries: [],
            start: this.now,
            world: reborn(this.run.world),
          });
    }
  }

  /** Everything is well, for as long as it takes to be believed: of what flapped ten minutes. */
  end(): void {
    for (const id of members) this.says.set(id, 'ok');
    for (let minutes = 0; minutes < 12 && (minutes < 2 || this.run.world.desk.alarms.length > 0); minutes++)
      this.pass(60);
  }

  private pass(seconds: number): void {
    for (let left = seconds; left > 0; left--) {
      const from = this.now;
      this.now += second;
      const beats = members.map((id) => beatOf(id, this.now, { status: this.says.get(id) ?? 'ok' }));
      this.turn({ entries: [entryOf({ n: ++this.n, from, until: this.now, beats })] });
    }
  }

  private turn(input: Partial<Parameters<Drive['turn']>[0]>): void {
    this.told.push(...this.run.turn({ now: this.now, ...input }).announcements);
    this.each(this);
  }

  private tell(person: string, does: Command['does']): void {
    this.turn({ commands: [{ id: `command-${this.asked++}`, person, does }] });
  }

  private act({ target, person, deed: wanted }: Extract<MatterEvent, { kind: 'act' }>): void {
    const incident = this.incidents[target]?.id;
    const into = wanted.verb === 'merge' ? this.incidents[wanted.into]?.id : '';
    if (incident === undefined || into === undefined) return;
    const action = wanted.verb === 'merge' ? { ...wanted, into } : wanted;
    this.tell(person, { kind: 'act', incident, expected: null, action });
  }

  private mute({ what, seconds }: Extract<MatterEvent, { kind: 'mute' }>): void {
    const incident = typeof what === 'number' ? this.incidents[what]?.id : undefined;
    if (typeof what === 'number' && incident === undefined) return;
    const muted = incident === undefined ? { components: [...(what as readonly string[])] } : { incident }; // no number: looked at above
    const until = this.now + seconds * second;
    this.tell('anna', { kind: 'mute', what: muted, reason: 'known', until, upTo: null });
  }
}

import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Command, Outcome, PlanWindow, WaiverAction } from '@yagura/contract';
import { beatOf, entryOf, inventoryOf, noon } from '@yagura/testkit';
import { drive, type Drive } from './drive.ts';
import { reborn } from './reborn.ts';

const second = 1000;
export const watched = ['a', 'b', 'c'] as const;
export type Watched = (typeof watched)[number];
type Says = 'ok' | 'degraded' | 'down';

export type WaiverEvent =
  | { readonly kind: 'says'; readonly component: Watched; readonly status: Says }
  | { readonly kind: 'wait'; readonly seconds: number }
  | {
      readonly kind: 'mute';
      readonly components: Watched[];
      readonly seconds: number;
      readonly upTo: 'degraded' | 'down' | null;
    }
  | {
      readonly kind: 'plan';
      readonly components: Watched[];
      readonly windows: readonly (readonly [from: number, lasts: number])[];
    }
  | { readonly kind: 'flexible'; readonly components: Watched[]; readonly after: number; readonly within: number }
  | {
      readonly kind: 'act';
      readonly which: number;
      readonly by: 'anna' | 'bob';
      readonly seen: boolean;
      readonly does: 'approve' | 'start' | 'end' | 'extend';
    }
  | { readonly kind: 'again'; readonly which: number }
  | { readonly kind: 'restart' };

const some = fc.subarray([...watched], { minLength: 1 });
const component = fc.constantFrom(...watched);
const event: fc.Arbitrary<WaiverEvent> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('says' as const),
      component,
      status: fc.constantFrom<Says>('ok', 'degraded', 'down'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('mute' as const),
      components: some,
      seconds: fc.integer({ min: 1, max: 120 }),
      upTo: fc.constantFrom('degraded' as const, 'down' as const, null),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('plan' as const),
      components: some,
      windows: fc.array(fc.tuple(fc.integer({ min: -5, max: 20 }), fc.integer({ min: 1, max: 20 })), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('flexible' as const),
      components: some,
      after: fc.integer({ min: 0, max: 10 }),
      within: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      which: fc.nat({ max: 5 }),
      by: fc.constantFrom('anna' as const, 'bob' as const),
      seen: fc.boolean(),
      does: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'start' as const,
        'end' as const,
        'extend' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat({ max: 20 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);
export const waiverStory = fc.array(event, { maxLength: 25 });

/** What somebody asked for and was told is done, as the one who asked understands it. */
export interface Covered {
  readonly kind: 'mute' | 'plan';
  readonly components: readonly string[];
  readonly upTo: 'degraded' | 'down';
  windows: readonly PlanWindow[];
  approved: boolean;
}

/** Three gateways at three sites that beat each second and say what they are told to, on a desk where people mute and plan. */
export class WaiverPlay {
  run: Drive;
  now = noon;
  private readonly each: (play: WaiverPlay) => void;
  readonly covered = new Map<string, Covered>();
  private n = 0;
  private readonly says = new Map<string, Says>();
  private readonly told: { readonly command: Command; readonly outcome: Outcome }[] = [];
  private readonly inventory = inventoryOf({
    sites: { ldn: [], nyc: [], hkg: [] },
    components: watched.map((id, index) => ({
      id,
      everyMs: second,
      tier: 1,
      site: ['ldn', 'nyc', 'hkg'][index] ?? '',
    })),
  });

  constructor(each: (play: WaiverPlay) => void) {
    this.each = each;
    this.run = drive({ inventory: this.inventory, deliveries: [], start: noon });
    this.pass(1);
  }

  live(happens: WaiverEvent): void {
    switch (happens.kind) {
      case 'says':
        this.says.set(happens.component, happens.status);
        return;
      case 'wait':
        return this.pass(happens.seconds);
      case 'mute':
        return this.mute(happens);
      case 'plan':
        return this.plan(happens);
      case 'flexible':
        return this.flexible(happens);
      case 'act':
        return this.act(happens);
      case 'again':
        return this.again(happens.which);
      case 'restart':
        return this.restart();
    }
  }

  private pass(seconds: number): void {
    for (let left = seconds; left > 0; left--) {
      const from = this.now;
      this.now += second;
      const beats = watched.map((id) => beatOf(id, this.now, { status: this.says.get(id) ?? 'ok' }));
      this.run.turn({ now: this.now, entries: [entryOf({ n: ++this.n, from, until: this.now, beats })] });
      this.each(this);
    }
  }

  private tell(person: string, does: Command['does']): Outcome {
    const command: Command = { id: `command-${this.told.length}`, person, does };
    const { outcomes } = this.run.turn({ now: this.now, commands: [command] });
    const [outcome] = outcomes;
    if (!outcome) throw new Error('nothing became of it');
    this.told.push({ command, outcome });
    return outcome;
  }

  private mute({ components, seconds, upTo }: Extract<WaiverEvent, { kind: 'mute' }>): void {
    const healths = components.map((id) => this.run.health(id));
    const until = this.now + seconds * second;
    const { waiver } = this.tell('anna', { kind: 'mute', what: { components }, reason: 'known', until, upTo });
    const mild = healths.includes('degraded') && !healths.includes('down') && !healths.includes('no-sight');
    const covered = { kind: 'mute', components, upTo: upTo ?? (mild ? 'degraded' : 'down'), approved: true } as const;
    this.covered.set(waiver ?? '', { ...covered, windows: [{ from: this.now, until }] });
    this.each(this);
  }

  private plan({ components, windows }: Extract<WaiverEvent, { kind: 'plan' }>): void {
    const asked = windows.map(([from, lasts]) => ({
      from: this.now + from * second,
      until: this.now + (from + lasts) * second,
    }));
    const deed = {
      kind: 'plan',
      title: 'work',
      reason: 'a new release',
      components,
      recurs: null,
      flexible: null,
    } as const;
    const { waiver, result } = this.tell('anna', { ...deed, windows: asked });
    if (result === 'done')
      this.covered.set(waiver ?? '', { kind: 'plan', components, upTo: 'down', windows: asked, approved: false });
  }

  private flexible({ components, after, within }: Extract<WaiverEvent, { kind: 'flexible' }>): void {
    const earliest = this.now + after * second;
    const flexible = { earliest, latest: earliest + within * second, lastsMs: 60 * second };
    const deed = { kind: 'plan', title: 'work', reason: 'when it is quiet', components, recurs: null } as const;
    const { waiver } = this.tell('anna', { ...deed, windows: [], flexible });
    this.covered.set(waiver ?? '', { kind: 'plan', components, upTo: 'down', windows: [], approved: false });
  }

  private act({ which, by, seen, does }: Extract<WaiverEvent, { kind: 'act' }>): void {
    const ids = [...this.covered.keys()];
    const id = ids.at(-1 - (which % Math.max(1, ids.length)));
    const covered = this.covered.get(id ?? '');
    if (id === undefined || covered === undefined) return;
    const until = this.now + 25 * second;
    const action: WaiverAction =
      does === 'approve' ? { verb: does, conflicts: [] } : does === 'extend' ? { verb: does, until } : { verb: does };
    const revision = this.run.world.desk.waivers.waivers.get(id)?.revision ?? 0;
    const outcome = this.tell(by, { kind: 'waiver', waiver: id, expected: seen ? revision : null, action });
    if (outcome.result !== 'done') return;
    if (does === 'approve') covered.approved = true;
    if (does === 'start') covered.windows = [{ from: this.now, until: this.now + 60 * second }];
    if (does === 'extend') covered.windows = [...covered.windows, { from: this.now, until }];
    if (does === 'end') covered.windows = endedAt(covered, this.now);
    this.each(this);
  }

  /** A command that comes twice: the same answer, and nothing else changes. */
  private again(which: number): void {
    const before = this.told[which % Math.max(1, this.told.length)];
    if (before === undefined) return;
    const effects = this.run.turn({ now: this.now, commands: [before.command] });
    expect(effects.outcomes).toEqual([before.outcome]);
    expect([...effects.waivers, ...effects.changes, ...effects.announcements]).toEqual([]);
  }

  private restart(): void {
    const { changes, announcements } = this.run;
    this.run = drive({
      inventory: this.inventory,
      deliveries: [],
      start: noon,
      world: reborn(this.run.world, this.inventory),
    });
    this.run.changes.push(...changes);
    this.run.announcements.push(...announcements);
  }
}

/** What runs stops; of what recurs the rest goes on, and of what did not run nothing does. */
function endedAt({ windows, approved }: Covered, now: number): readonly PlanWindow[] {
  const runs = approved && windows.some(({ from, until }) => from <= now && now < until);
  // Windows that touch are one: whatever is part of the one that runs ends with it.
  const end = runs ? endOfRun(windows, now) : Infinity;
  return windows.flatMap(({ from, until }) => {
    if (until <= now) return [{ from, until }];
    if (!runs || from === now) return [];
    if (from > now) return from <= end ? [] : [{ from, until }];
    return [{ from, until: now }];
  });
}

function endOfRun(windows: readonly PlanWindow[], now: number): number {
  let end = now;
  for (const { from, until } of windows.toSorted((a, b) => a.from - b.from))
    if (from <= end && until > end) end = until;
  return end;
}

/** Whether what was asked for says that it is covered. */
export function isCovered(play: WaiverPlay, component: string, kind: Covered['kind'], health?: string): boolean {
  return [...play.covered.values()].some(
    (covered) =>
      covered.kind === kind &&
      covered.approved &&
      covered.components.includes(component) &&
      (health === undefined || covered.upTo === 'down' || health === 'degraded') &&
      covered.windows.some(({ from, until }) => from <= play.now && play.now < until),
  );
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { callings } from '@yagura/contract';
import { inventoryOf, noon, propertyRuns, seededRandom, type ComponentPlan } from '@yagura/testkit';
import { noSchedule, type Verdict } from '../../watch/component.ts';
import type { WatchFact } from '../../watch/world.ts';
import { captureWorld, chunksOf, type BoardRow } from '../../world/capture.ts';
import type { ComponentState } from '../../watch/component.ts';
import { createWorld, type World } from '../../world/fold.ts';
import { restoreWorld } from '../../world/restore.ts';
import { stepDesk, type DeskEffects } from '../step.ts';
import { createDesk, type DeskWorld } from '../world.ts';
import { nextDeskInstant } from '../next-instant.ts';
import { keyOf } from './grouping.ts';

const runs = propertyRuns(1000);
const calls: ReadonlySet<string> = new Set(callings);

/** What befalls one component at one instant, as watch would tell it. */
interface Blow {
  readonly component: string;
  readonly at: number;
  readonly becomes: 'ok' | 'silent' | 'says-down' | 'degraded' | 'flapping' | 'our-loss' | 'quiet' | 'planned';
}

interface Story {
  readonly components: readonly ComponentPlan[];
  readonly blows: readonly Blow[];
}

const count = 8;
const endsAt = noon + 900_000;

function storyArbitrary(): fc.Arbitrary<Story> {
  const component = fc.record({
    site: fc.constantFrom('ldn', 'nyc'),
    tier: fc.constantFrom(1, 1, 2, 3),
    venue: fc.constantFrom(null, 'XLON', 'XNYS'),
    vendor: fc.constantFrom(null, null, 'acme'),
    dependsOn: fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 2 }),
    clustered: fc.constantFrom(null, null, 'pair', 'trio'),
  });
  const blow = fc.record({
    component: fc.integer({ min: 0, max: count - 1 }).map((index) => `c-${index}`),
    // Often together, as failures come.
    at: fc
      .oneof(fc.constantFrom(100_000, 101_000, 130_000), fc.integer({ min: 0, max: 800_000 }))
      .map((at) => noon + at),
    becomes: fc.constantFrom('ok', 'ok', 'silent', 'says-down', 'degraded', 'flapping', 'our-loss', 'quiet', 'planned'),
  }) as fc.Arbitrary<Blow>;
  return fc
    .tuple(fc.array(component, { minLength: count, maxLength: count }), fc.array(blow, { maxLength: 24 }))
    .map(([plans, blows]): Story => ({
      components: plans.map(({ clustered, dependsOn, ...rest }, index) => ({
        ...rest,
        id: `c-${index}`,
        dependsOn: [...new Set(dependsOn)].filter((one) => one !== index).map((one) => `c-${one}`),
        cluster: clustered && { id: clustered, mode: 'active-active' as const, of: 3, need: 1 },
      })),
      blows: blows.toSorted((a, b) => a.at - b.at),
    }));
}

function verdictOf({ becomes, at }: Blow): Verdict {
  const base = { expectation: 'expected', at, flags: [], nextAt: null, forgiven: null, schedule: noSchedule } as const;
  switch (becomes) {
    case 'ok':
      return { ...base, condition: 'ok', reasons: [{ code: 'heard' }] };
    case 'silent':
      return { ...base, condition: 'down', reasons: [{ code: 'silent', lastBeatAt: at - 3000, limitMs: 3000 }] };
    case 'says-down':
      return { ...base, condition: 'down', reasons: [{ code: 'says', status: 'down' }] };
    case 'degraded':
      return { ...base, condition: 'degraded', reasons: [{ code: 'says', status: 'degraded' }] };
    case 'flapping': {
      const reason = { code: 'flapping', holds: 'down', changes: 4, withinMs: 300_000, quietAt: at + 600_000 } as const;
      return { ...base, condition: 'down', reasons: [reason] };
    }
    case 'quiet': {
      const reason = { code: 'quiet', calendar: 'XLON', until: null } as const;
      return { ...base, condition: 'down', expectation: 'quiet', reasons: [reason] };
    }
    case 'planned': {
      const reason = { code: 'announced-restart', until: at + 600_000 } as const;
      return { ...base, condition: 'down', expectation: 'planned', reasons: [reason] };
    }
    case 'our-loss':
      return {
        ...base,
        condition: 'no-sight',
        reasons: [{ code: 'collector-lost', collector: 'col-1', lastHeardAt: at }],
      };
  }
}

function factsOf(blows: readonly Blow[]): WatchFact[] {
  const last = new Map(blows.map((blow) => [blow.component, blow]));
  return [...last.values()].map((blow) => ({
    kind: 'verdict',
    component: blow.component,
    at: blow.at,
    verdict: verdictOf(blow),
    lastBeatAt: blow.at,
    late: false,
  }));
}

interface Step {
  readonly now: number;
  readonly facts: readonly WatchFact[];
  readonly effects: DeskEffects;
}

interface Play {
  readonly order?: (facts: WatchFact[]) => WatchFact[];
  readonly reborn?: (desk: DeskWorld, step: number) => DeskWorld;
  readonly onStep?: (desk: DeskWorld, step: Step) => void;
}

/** Plays a story to a desk: each blow at its instant, and every instant that the desk asks for. */
function play(story: Story, { order = (facts) => facts, reborn = (desk) => desk, onStep }: Play = {}): Step[] {
  const inventory = inventoryOf({ sites: { ldn: [], nyc: [] }, components: story.components });
  let desk = createDesk();
  const steps: Step[] = [];
  const begin = story.components.map(({ id }): Blow => ({ component: id, at: noon - 1, becomes: 'ok' }));
  stepDesk(desk, { facts: factsOf(begin), inventory, remembered: [], findings: null, now: noon - 1 });
  const instants = [...new Set(story.blows.map(({ at }) => at)), endsAt];
  for (let place = 0; place < instants.length;) {
    const due = instants[place] ?? endsAt;
    const wake = nextDeskInstant(desk) ?? Infinity;
    const now = Math.min(due, wake);
    const facts = now === due ? order(factsOf(story.blows.filter(({ at }) => at === due))) : [];
    if (now === due) place++;
    desk = reborn(desk, steps.length);
    const effects = stepDesk(desk, { facts, inventory: null, remembered: [], findings: null, now });
    const step = { now, facts, effects };
    steps.push(step);
    onStep?.(desk, step);
    expect(steps.length).toBeLessThan(400);
  }
  return steps;
}

function told(steps: readonly Step[]) {
  return steps.flatMap(({ effects }) => effects.announcements);
}

test('DE-32 every abnormal component is in exactly one group, and grouping changes no health', () => {
  fc.assert(
    fc.property(storyArbitrary(), (story) => {
      play(story, {
        onStep(desk) {
          const members = desk.alarms.flatMap((alarm) => alarm.members);
          expect(members.toSorted()).toEqual([...desk.abnormal].toSorted());
          expect(new Set(members).size).toBe(members.length);
          for (const { component, status, verdict } of desk.rows.values()) {
            const clustered = status.reasons.some(({ code }) => code === 'cluster');
            if (!clustered) expect(status.condition).toBe(verdict.condition);
            const place = desk.grouping.places.get(component.id);
            const own = place === undefined || place.key === keyOf({ kind: 'component', id: component.id });
            expect(status.flags.includes('grouped')).toBe(!own);
          }
        },
      });
    }),
    runs,
  );
}, 300_000);

test('DE-32 in which order the facts of one instant are told does not matter', () => {
  fc.assert(
    fc.property(storyArbitrary(), fc.nat(), (story, seed) => {
      const random = seededRandom(seed);
      const mixed = (facts: WatchFact[]) =>
        facts
          .map((fact) => ({ fact, place: random.next() }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ fact }) => fact);
      const one = play(story).map(({ effects }) => effects);
      const other = play(story, { order: mixed }).map(({ effects }) => effects);
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    runs,
  );
}, 300_000);

test('DE-33 a group begins once and ends once: nothing is told twice, and what ends is told', () => {
  fc.assert(
    fc.property(storyArbitrary(), (story) => {
      const open = new Set<string>();
      play(story, {
        onStep(desk, { effects }) {
          // That nobody took it may be said at the very instant at which it got worse.
          const announcements = effects.announcements.filter(({ kind }) => !calls.has(kind));
          expect(new Set(announcements.map(({ group }) => group)).size).toBe(announcements.length);
          for (const { kind, group } of announcements) {
            if (kind === 'opened' || kind === 'again' || kind === 'relapse') {
              expect(open.has(group)).toBe(false);
              open.add(group);
            } else {
              expect(open.has(group)).toBe(true);
              if (kind === 'recovered' || kind === 'lapsed' || kind === 'joined') open.delete(group);
            }
          }
          expect(desk.alarms.map(({ id }) => id).toSorted()).toEqual([...open].toSorted());
        },
      });
    }),
    runs,
  );
}, 300_000);

test('DE-26 the switch degraded since Monday does not mute the gateway that dies on Thursday', () => {
  fc.assert(
    fc.property(fc.nat({ max: 800_000 }), fc.nat({ max: 800_000 }), (one, other) => {
      const [monday, thursday] = [noon + Math.min(one, other), noon + Math.max(one, other)];
      const steps = play({
        components: [
          { id: 'switch', site: 'nyc', tier: 3 },
          { id: 'gateway', site: 'ldn', dependsOn: ['switch'] },
        ],
        blows: [
          { component: 'switch', at: monday, becomes: 'degraded' },
          { component: 'gateway', at: thursday, becomes: 'says-down' },
        ],
      });
      expect(told(steps).filter(({ pages, kind }) => pages && kind !== 'unanswered')).toMatchObject([
        { at: thursday, kind: 'opened', root: { id: 'gateway' } },
      ]);
    }),
    runs,
  );
}, 300_000);

test('DE-34 within five minutes of a page nothing of its site, venue or dependency pages; a P1 elsewhere does', () => {
  fc.assert(
    fc.property(storyArbitrary(), (story) => {
      const pages: number[] = [];
      for (const { at, pages: wakes, priority, kind } of told(play(story))) {
        // Who paged and is not taken goes on calling.
        if (!wakes || kind === 'unanswered') continue;
        expect(priority).toBe(1);
        pages.push(at);
      }
      // Two sites, two venues and eight components: only so many scopes can be open at once.
      for (const at of pages)
        expect(pages.filter((other) => other >= at && other <= at + 300_000).length).toBeLessThan(12);
    }),
    runs,
  );
}, 300_000);

test('DE-35 captured and restored at any point, a desk announces the very same', () => {
  fc.assert(
    fc.property(storyArbitrary(), fc.nat({ max: 30 }), (story, at) => {
      const straight = play(story).map(({ effects }) => effects);
      const second = play(story, { reborn: (desk, step) => (step === at ? remembered(desk) : desk) });
      expect(JSON.stringify(second.map(({ effects }) => effects))).toBe(JSON.stringify(straight));
    }),
    runs,
  );
}, 300_000);

/** The desk as a successor finds it; what watch knows of its components comes along. */
function remembered(desk: DeskWorld): DeskWorld {
  const world: World = { ...createWorld(1, noon), desk };
  const inventory = desk.inventory ?? inventoryOf();
  const states = [...desk.rows.values()].map(
    ({ component, verdict, labels }) =>
      ({ id: component.id, told: verdict, labels, addedAt: noon }) as unknown as ComponentState,
  );
  const board: BoardRow[] = [];
  let memory = '';
  for (const { part, text } of chunksOf(captureWorld(world, { epoch: 1, turn: 1, now: noon }))) {
    if (part === 'memory') memory = text;
    else if (part === 'board' && text.startsWith('[')) board.push(...(JSON.parse(text) as BoardRow[]));
  }
  const { desk: kept } = JSON.parse(memory);
  const nothingLearned = { learned: null, learning: [] };
  return restoreWorld({ watches: [], desk: kept, components: states, rows: board, inventory, ...nothingLearned }).desk;
}

import type { Inventory } from '@yagura/contract';
import { inventoryOf, noon, type ComponentPlan, type InventoryPlan } from '@yagura/testkit';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { nextDeskInstant } from '../desk/next-instant.ts';
import { stepDesk } from '../desk/step.ts';
import { createDesk, type DeskWorld } from '../desk/world.ts';
import { noSchedule, type Verdict } from '../watch/component.ts';

export interface ScriptedDesk {
  readonly desk: DeskWorld;
  readonly told: AnnouncementDraft[];
  /** Tells verdicts at an instant after noon, having first lived through all that was due before. */
  at(ms: number, verdicts?: Readonly<Record<string, Partial<Verdict>>>, inventory?: Inventory): void;
}

/** A desk whose components are told to be this or that, without evidence. */
export function scriptedDesk(
  components: readonly ComponentPlan[],
  rest: Omit<InventoryPlan, 'components'> = {},
): ScriptedDesk {
  const inventory = inventoryOf({ sites: { ldn: [], nyc: [], hkg: [] }, ...rest, components });
  const desk = createDesk();
  const told: AnnouncementDraft[] = [];
  const step = (now: number, verdicts: Readonly<Record<string, Partial<Verdict>>>, given: Inventory | null = null) => {
    const facts = Object.entries(verdicts).map(([component, verdict]) => ({
      kind: 'verdict' as const,
      component,
      at: now,
      lastBeatAt: now,
      late: false,
      verdict: { ...whole, at: now, ...verdict },
    }));
    const effects = stepDesk(desk, { facts, inventory: given, remembered: [], findings: null, now });
    told.push(...effects.announcements);
  };
  step(noon - 1, Object.fromEntries(components.map(({ id }) => [id, {}])), inventory);
  return {
    desk,
    told,
    at(ms, verdicts = {}, given) {
      for (let wake = nextDeskInstant(desk); wake !== null && wake < noon + ms; wake = nextDeskInstant(desk))
        step(wake, {});
      step(noon + ms, verdicts, given);
    },
  };
}

const whole: Verdict = {
  condition: 'ok',
  expectation: 'expected',
  at: noon,
  reasons: [{ code: 'heard' }],
  flags: [],
  nextAt: null,
  forgiven: null,
  schedule: noSchedule,
};

/** Each announcement in a few words. */
export function saidOf(told: readonly AnnouncementDraft[]): string[] {
  return told.map(({ kind, root, priority, pages }) => `${kind} ${root.id} P${priority}${pages ? ' pages' : ''}`);
}

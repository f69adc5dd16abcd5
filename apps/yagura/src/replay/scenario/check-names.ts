import type { Inventory } from '@yagura/contract';
import { suggest } from '@yagura/desk-file';
import type { Scenario, ScenarioEvent } from './scenario.ts';
import type { ScenarioProblem } from './problem.ts';

/** Names of the events file that name nothing on the desk. */
export function checkNames(
  scenario: Scenario,
  inventory: Inventory,
  lineOf: (event: ScenarioEvent) => number,
): ScenarioProblem[] {
  const components = new Set(inventory.components.map(({ id }) => id));
  const collectors = new Set(inventory.collectors.map(({ id }) => id));
  return scenario.events.flatMap((event) => {
    const line = lineOf(event);
    const unknown = (what: string, id: string, known: ReadonlySet<string>): ScenarioProblem[] =>
      known.has(id) ? [] : [{ line, text: `the desk has no ${what} "${id}"${suggest(id, known)}` }];
    if (event.type === 'note') return [];
    if (event.type === 'collector') return unknown('collector', event.collector, collectors);
    return event.components.flatMap((id) => unknown('component', id, components));
  });
}

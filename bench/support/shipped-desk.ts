import { beatSchema, type Inventory, type Watched } from '@yagura/contract';
import { composeBeat } from '../../apps/simulator/src/compose-beat.ts';
import { simulatedDesk } from '../../apps/simulator/src/simulated-desk.ts';
import { demoPath, inventoryAt } from '../../apps/simulator/src/test-support/demo-desk.ts';
import type { FoldDesk } from './fold-desk.ts';

/** A Tuesday on which London is open and New York about to be. */
const start = Date.parse('2026-03-03T14:05:00Z');
const seed = 1;
const well = { trouble: null, loggedOff: new Set<string>() };

/**
 * The demo's desk as often as it takes, with every rule and calendar that ships: each copy has its own clusters and dependencies.
 * Everybody beats once a second, whatever its desk says.
 */
export function shippedDesk(count: number): FoldDesk {
  const inventory = inventoryAt(demoPath);
  const one = simulatedDesk(inventory).components;
  const copies = Math.ceil(count / inventory.components.length);
  const components = Array.from({ length: copies }, (_, copy) => copied(inventory, copy)).flat();
  return {
    start,
    inventory: {
      ...inventory,
      version: `bench-shipped-${count}`,
      collectors: inventory.collectors.slice(0, 1).map((collector) => ({ ...collector, id: 'col-1' })),
      components: components.slice(0, count),
      views: [],
    },
    beatAt(index, second) {
      const component = one[index % one.length];
      if (!component) throw new Error('the demo has no component');
      const signature = { component: component.id, epoch: 'start-1', seq: second };
      // What senders write and what is heard differ by what the schema makes of it.
      const {
        component: _,
        epoch: _epoch,
        seq: _seq,
        at: _at,
        every: _every,
        ...said
      } = beatSchema.parse(composeBeat(component, signature, start + second * 1000, seed, well));
      return said;
    },
  };
}

function copied({ components }: Inventory, copy: number): Watched[] {
  const named = (id: string) => `${id}-${copy}`;
  return components.map((component) => ({
    ...component,
    id: named(component.id),
    everyMs: 1000,
    dependsOn: component.dependsOn.map(named),
    cluster: component.cluster && { ...component.cluster, id: named(component.cluster.id) },
    witness: component.witness && copy === 0,
  }));
}

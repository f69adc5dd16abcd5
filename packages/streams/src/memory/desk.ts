import { decodeInventory, decodeLayout, decodeLearned } from '../codec.ts';
import { decodeRegistered, keptVersions } from '../desk-store.ts';
import type { DeskStore } from '../ports.ts';
import type { Operator } from './operate.ts';

type Versions = ReadonlyMap<string, string>;

/** Newest last; the newest ten stay, and the current one however old it is. */
function withVersion(versions: Versions, version: string, value: unknown, current: string | null): Versions {
  const others = [...versions].filter(([other]) => other !== version);
  const surplus = others.length + 1 - keptVersions;
  const kept = others.filter(([other], index) => index >= surplus || other === current);
  return new Map([...kept, [version, JSON.stringify(value)]]);
}

function readVersion<Value>(versions: Versions, version: string | null, decode: (text: string) => Value | null) {
  const text = version === null ? undefined : versions.get(version);
  return text === undefined ? null : decode(text);
}

export function memoryDeskStore(operator: Operator): DeskStore {
  return {
    putInventory: (inventory) =>
      operator.run('desk.putInventory', ({ facts }) => {
        facts.inventories = withVersion(facts.inventories, inventory.version, inventory, facts.inventoryCurrent);
      }),
    inventory: (version) =>
      operator.run('desk.inventory', ({ facts }) => readVersion(facts.inventories, version, decodeInventory)),
    currentInventory: () =>
      operator.run('desk.currentInventory', ({ facts }) =>
        readVersion(facts.inventories, facts.inventoryCurrent, decodeInventory),
      ),
    setCurrent: (version) =>
      operator.run('desk.setCurrent', ({ facts }) => {
        if (!facts.inventories.has(version)) {
          throw new Error(`inventory ${version} is not stored, so it cannot become the current one`);
        }
        facts.inventoryCurrent = version;
      }),
    putLayout: (layout) =>
      operator.run('desk.putLayout', ({ facts }) => {
        facts.layouts = withVersion(facts.layouts, layout.version, layout, null);
      }),
    layout: (version) => operator.run('desk.layout', ({ facts }) => readVersion(facts.layouts, version, decodeLayout)),
    putLearned: (learned) =>
      operator.run('desk.putLearned', ({ facts }) => {
        facts.learned = withVersion(facts.learned, learned.version, learned, facts.learnedCurrent);
      }),
    learned: (version) =>
      operator.run('desk.learned', ({ facts }) => readVersion(facts.learned, version, decodeLearned)),
    currentLearned: () => operator.run('desk.currentLearned', ({ facts }) => facts.learnedCurrent),
    setCurrentLearned: (version) =>
      operator.run('desk.setCurrentLearned', ({ facts }) => {
        if (!facts.learned.has(version)) {
          throw new Error(`learned ${version} is not stored, so it cannot become the current one`);
        }
        facts.learnedCurrent = version;
      }),
    putRegistered: (bySender) =>
      operator.run('desk.putRegistered', ({ facts }) => {
        const texts = Object.entries(bySender).map(([sender, ids]) => [sender, JSON.stringify(ids)] as const);
        facts.registered = Object.fromEntries(texts);
      }),
    registered: () => operator.run('desk.registered', ({ facts }) => decodeRegistered(facts.registered)),
  };
}

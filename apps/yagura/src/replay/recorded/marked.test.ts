import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScenario } from '../scenario/read-scenario.ts';

const folder = 'config/scenarios';

test('SC-9 each recording is right, simulated through and through, and names its sources', () => {
  for (const name of readdirSync(folder)) {
    const read = readScenario(`${folder}/${name}/desk.yaml`, `${folder}/${name}/events.jsonl`, {});
    if (!read.ok) throw new Error(read.text);
    expect(read.inventory.desk.simulated, name).toBe(true);
    for (const component of read.inventory.components) expect(component.simulated, component.id).toBe(true);
    expect(read.scenario.sources.filter((source) => source.startsWith('https://')).length).toBeGreaterThanOrEqual(3);
    expect(read.scenario.about).toMatch(/From the sources: .* Modelled: /);
    expect(readFileSync(`${folder}/${name}/desk.yaml`, 'utf8')).toMatch(/^# A made-up brokerage/);
  }
});

import type { Sightings } from '../ports.ts';
import { decodeSightings } from '../sightings.ts';
import type { Operator } from './operate.ts';

export function memorySightings(operator: Operator): Sightings {
  return {
    note: (byId) =>
      operator.run('sightings.note', ({ facts }) => {
        for (const [id, sighting] of Object.entries(byId)) facts.sightings.set(id, JSON.stringify(sighting));
      }),
    all: () => operator.run('sightings.all', ({ facts }) => decodeSightings(Object.fromEntries(facts.sightings))),
    forget: (ids) =>
      operator.run('sightings.forget', ({ facts }) => {
        for (const id of ids) facts.sightings.delete(id);
      }),
  };
}

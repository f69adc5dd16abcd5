import type { Decode } from '../codec.ts';
import { decodeNotes } from '../notes.ts';
import type { Notes } from '../ports.ts';
import type { Operator } from './operate.ts';

export function memoryNotes<Note>(
  operator: Operator,
  name: 'sightings' | 'silences',
  decode: Decode<Note>,
): Notes<Note> {
  return {
    note: (byId) =>
      operator.run(`${name}.note`, ({ facts }) => {
        for (const [id, note] of Object.entries(byId)) facts[name].set(id, JSON.stringify(note));
      }),
    all: () => operator.run(`${name}.all`, ({ facts }) => decodeNotes(Object.fromEntries(facts[name]), decode)),
    forget: (ids) =>
      operator.run(`${name}.forget`, ({ facts }) => {
        for (const id of ids) facts[name].delete(id);
      }),
  };
}

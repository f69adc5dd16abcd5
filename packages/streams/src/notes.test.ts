import { expect, test } from 'vitest';
import { sampleSighting } from './contract-suite/samples.ts';
import { decodeSighting } from './codec.ts';
import { decodeNotes } from './notes.ts';

test('RE-28 what cannot be read of a screen is as if it had not been seen, and the others are read', () => {
  const stored = { w1: JSON.stringify(sampleSighting(1)), w2: '{ cut off', w3: '{"relay":1}' };
  expect(decodeNotes(stored, decodeSighting)).toEqual({ w1: sampleSighting(1) });
});

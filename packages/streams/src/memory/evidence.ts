import { missesAnything, toCheckedEvidence, toEvidence, type Edges } from '../evidence.ts';
import type { BeatLog, Evidence, EvidenceLog } from '../ports.ts';
import { beginningOf } from '../stream-reply.ts';
import { readStreams } from './memory-stream.ts';
import type { StoreInside } from './memory-store.ts';
import type { Operator } from './operate.ts';

function edgesOf(inside: StoreInside): Edges {
  return { beats: inside.beats.edges(), inputs: inside.inputs.edges() };
}

function isNews(evidence: Evidence, after: Evidence['to']): boolean {
  return evidence.lost || evidence.to.beats !== after.beats || evidence.to.inputs !== after.inputs;
}

export function memoryBeatLog(operator: Operator): BeatLog {
  return {
    append: (entries) =>
      operator.run('beats.append', (inside) => {
        for (const entry of entries) inside.beats.append(JSON.stringify(entry));
        inside.wake();
      }),
  };
}

export function memoryEvidenceLog(operator: Operator): EvidenceLog {
  return {
    start: () =>
      operator.run('evidence.start', (inside) => {
        const { beats, inputs } = edgesOf(inside);
        return { beats: beginningOf(beats), inputs: beginningOf(inputs) };
      }),
    async read(after, { limit, ...waiting }) {
      const asked = { after, limit };
      const evidence = await operator.wait('evidence.read', waiting, (inside) => {
        const found = toCheckedEvidence(readStreams(inside, after, limit), asked, edgesOf(inside));
        return isNews(found, after) ? found : null;
      });
      return evidence ?? toEvidence({ beats: [], inputs: [] }, asked, false);
    },
    range: (from, to) =>
      operator.run('evidence.range', (inside) => {
        const raw = {
          beats: inside.beats.between(from.beats, to.beats, Infinity),
          inputs: inside.inputs.between(from.inputs, to.inputs, Infinity),
        };
        const edges = edgesOf(inside);
        return { ...toEvidence(raw, { after: from, limit: Infinity }, missesAnything(edges, from, to)), to };
      }),
    appendInput: (input) =>
      operator.run('evidence.appendInput', (inside) => {
        inside.inputs.append(JSON.stringify(input));
        inside.wake();
      }),
    trim: (before) =>
      operator.run('evidence.trim', (inside) => {
        inside.beats.trim(before.beats);
        inside.inputs.trim(before.inputs);
      }),
  };
}

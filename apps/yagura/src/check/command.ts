import { resolve } from 'node:path';
import { inspectDeskFile } from '@yagura/desk-file';
import type { Command, Surroundings } from '../command.ts';
import { readWords } from '../read-words.ts';
import { makeReport } from './make-report.ts';
import { reportText } from './report-text.ts';

const help = `Usage: yagura check FILE [--json] [--all]

Reads a desk file as the engine would and tells everything that is wrong with it by file, line and field; or, of a
right one, what would be watched, how soon the silence of each component is told at the latest, and what is still
missing. Nothing is started and no secret is needed: a token that is not to be had is a finding here.

  --json    all of it as one object of JSON
  --all     every component and every name, not only the 20 slowest and the first 8

Exit code: 0 right, whatever was found; 1 wrong; 2 the command itself was not understood.
`;

export const check: Command = {
  name: 'check',
  summary: 'validate a desk file and tell what would be watched',
  help,
  run(words, around) {
    const { places, switches } = readWords(words, { command: 'check', places: ['FILE'], switches: ['json', 'all'] });
    return checkFile(places[0] ?? '', switches, around);
  },
};

function checkFile(file: string, { json, all }: { json: boolean; all: boolean }, around: Surroundings): number {
  const inspected = inspectDeskFile(resolve(around.folder, file), {
    env: around.env,
    remedy: 'name one that can be read',
  });
  const report = makeReport(file, inspected, around.now);
  around.print(json ? `${JSON.stringify(report, null, 1)}\n` : reportText(report, { all }));
  return report.ok ? 0 : 1;
}

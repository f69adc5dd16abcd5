import { resolve } from 'node:path';
import type { Command, Surroundings } from '../command.ts';
import { readWords } from '../read-words.ts';
import { replay as fold } from './replay.ts';
import { reportOf } from './report/report.ts';
import { reportText } from './report/report-text.ts';
import { readScenario } from './scenario/read-scenario.ts';

const help = `Usage: yagura replay DESK EVENTS [--json]

Folds a recorded day with the engine's own judgement and tells every change with its reasons, and every group that would
have been announced. EVENTS holds one JSON event a line; docs/scenarios.md says how to write one. There are some to try:

  cd config/scenarios/tokyo-2020-10-01 && yagura replay desk.yaml events.jsonl

  --json    all of it as one object of JSON

Exit code: 0 replayed; 1 a file is wrong; 2 the command itself was not understood.
`;

export const replay: Command = {
  name: 'replay',
  summary: 'fold a recorded day and tell what would have been shown',
  help,
  run(words, around) {
    const { places, switches } = readWords(words, {
      command: 'replay',
      places: ['DESK', 'EVENTS'],
      switches: ['json'],
    });
    const [desk = '', events = ''] = places;
    return replayFiles({ desk, events }, switches.json, around);
  },
};

function replayFiles(files: { desk: string; events: string }, json: boolean, around: Surroundings): number {
  const read = readScenario(resolve(around.folder, files.desk), resolve(around.folder, files.events), around.env);
  if (!read.ok) {
    around.print(`${read.text}\n`);
    return 1;
  }
  const report = reportOf(read.scenario, read.inventory, fold(read.scenario, read.inventory));
  around.print(json ? `${JSON.stringify(report, null, 1)}\n` : reportText(report));
  return 0;
}

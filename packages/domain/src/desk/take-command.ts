import { takeLastsByDefault, type Intention, type Outcome } from '@yagura/contract';
import { rememberOutcome } from '../incident/book.ts';
import { takeIncidentDeed } from '../incident/take-command.ts';
import { takeReport } from '../incident/take-report.ts';
import { takeWaiverDeed } from '../waiver/take-deed.ts';
import { factsAfter, factsBefore, type Became } from './deed-facts.ts';
import type { DeskWorld } from './world.ts';

/** Does what a person wants or a machine says, once: told again, the same outcome comes back and nothing happens. */
export function takeCommand(desk: DeskWorld, command: Intention, now: number): Outcome {
  const known = desk.incidents.outcomes.get(command.id);
  if (known) return known;
  const before = factsBefore(desk, command);
  const became = perform(desk, command, now);
  const outcome: Outcome = { ...became, before, after: factsAfter(desk, became) };
  rememberOutcome(desk.incidents, outcome);
  return outcome;
}

function perform(desk: DeskWorld, command: Intention, now: number): Became {
  if ('sender' in command) return takeReport(desk.incidents, command, now);
  const { does } = command;
  const { id, person } = command;
  const lasts = desk.inventory?.takeLasts ?? takeLastsByDefault;
  if (does.kind === 'open' || does.kind === 'act') return takeIncidentDeed(desk, does, { id, person, now, lasts });
  return takeWaiverDeed(desk, command, does, now);
}

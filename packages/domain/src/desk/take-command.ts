import type { Command, Outcome } from '@yagura/contract';
import { rememberOutcome } from '../incident/book.ts';
import { takeIncidentDeed } from '../incident/take-command.ts';
import { takeWaiverDeed } from '../waiver/take-deed.ts';
import type { DeskWorld } from './world.ts';

/** Does what a person wants, once: told again, the same outcome comes back and nothing happens. */
export function takeCommand(desk: DeskWorld, command: Command, now: number): Outcome {
  const known = desk.incidents.outcomes.get(command.id);
  if (known) return known;
  const outcome = perform(desk, command, now);
  rememberOutcome(desk.incidents, outcome);
  return outcome;
}

function perform(desk: DeskWorld, command: Command, now: number): Outcome {
  const { does } = command;
  if (does.kind === 'open' || does.kind === 'act') return takeIncidentDeed(desk.incidents, command, does, now);
  return takeWaiverDeed(desk, command, does, now);
}

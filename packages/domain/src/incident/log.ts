import { maxLogEntries, type Incident, type LogEntry } from '@yagura/contract';

/** Every change of an incident is one line of its log and one revision. */
export function logged(
  incident: Incident,
  entry: { readonly at: number; readonly by: string | null; readonly what: LogEntry['what']; readonly text?: string },
): Incident {
  const revision = incident.revision + 1;
  const line: LogEntry = { revision, at: entry.at, by: entry.by, what: entry.what, text: entry.text ?? '' };
  return { ...incident, revision, log: [...incident.log, line].slice(-maxLogEntries) };
}

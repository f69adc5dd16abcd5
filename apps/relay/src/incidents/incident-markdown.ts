import type { Incident, IncidentAnswer } from '@yagura/contract';
import { factText } from '@yagura/domain';

/** For a mail or a ticket: what happened, when, and who did what about it. All times are UTC. */
export function incidentInMarkdown({ incident, log }: IncidentAnswer): string {
  const { number, title, priority, state, sentence, times, closed, facts, factsBefore } = incident;
  const told = Object.entries(times).flatMap(([name, at]) =>
    at === null ? [] : [`| ${namesOf[name] ?? name} | ${utc(at)} |`],
  );
  const lines = log.map(({ at, by, what, text }) => `| ${utc(at)} | ${by ?? ''} | ${what} | ${inLine(text)} |`);
  return [
    `# Incident ${number}: ${inLine(title)}`,
    '',
    `P${priority}, ${state}${closed === null ? '' : ` (${closed.reason})`}. ${inLine(sentence)}`,
    '',
    '| time | UTC |',
    '|---|---|',
    ...told,
    '',
    ...factLines(facts, factsBefore),
    '| UTC | who | what | |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function factLines(facts: Incident['facts'], before: number): string[] {
  if (facts.length === 0) return [];
  const rows = facts.map(({ at, by, fact }) => {
    const figures = fact.kind === 'state' ? fact.figures.map((each) => ` · ${inLine(each)}`).join('') : '';
    return `| ${utc(at)} | ${by} | ${inLine(factText(fact))}${figures} |`;
  });
  const more = before === 0 ? [] : [`${before} older ones stand in the log below.`, ''];
  return ['| UTC | attached by | fact |', '|---|---|---|', ...rows, '', ...more];
}

const namesOf: Readonly<Record<string, string>> = { workedAround: 'worked around' };

function utc(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}

/** What people wrote must not become a table, a link or a heading of ours. */
function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
}

import { headerSchema, type Header } from './header-schema.ts';
import { parseOffset, parseStart, type Start } from './moment.ts';
import { issueText, parseLine } from './parse-line.ts';
import type { ScenarioProblem } from './problem.ts';
import { recordedCalendars } from './recorded-calendars.ts';
import type { Scenario, ScenarioEvent } from './scenario.ts';

export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario; readonly lineOf: (event: ScenarioEvent) => number }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

interface Numbered {
  readonly line: number;
  readonly json: unknown;
}

/** An events file's text as a scenario, or everything that is wrong with it by line. */
export function parseScenario(text: string): ParsedScenario {
  const problems: ScenarioProblem[] = [];
  const [first, ...rest] = jsonLines(text, problems);
  if (!first) return { ok: false, problems: problems.length > 0 ? problems : [{ line: 1, text: headerMissing }] };
  const begun = headerOf(first, problems);
  if (!begun) return { ok: false, problems };
  const lines = new Map<ScenarioEvent, number>();
  for (const { line, json } of rest) {
    const parsed = parseLine(json, begun);
    if (parsed.ok) lines.set(parsed.event, line);
    else problems.push(...parsed.texts.map((said) => ({ line, text: said })));
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    scenario: scenarioOf(begun, [...lines.keys()]),
    lineOf: (event) => lines.get(event) ?? first.line,
  };
}

const headerMissing =
  'the first line must be the header, such as {"scenario":"…","start":"2020-10-01T06:30:00+09:00","lasts":"4h","about":"…","sources":["https://…"]}';

function jsonLines(text: string, problems: ScenarioProblem[]): Numbered[] {
  return text.split('\n').flatMap((content, index) => {
    const trimmed = content.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    try {
      return [{ line: index + 1, json: JSON.parse(trimmed) as unknown }];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.push({ line: index + 1, text: `is not JSON: ${error.message}` });
      return [];
    }
  });
}

interface Begun {
  readonly header: Header;
  readonly start: Start;
  readonly end: number;
}

function headerOf({ line, json }: Numbered, problems: ScenarioProblem[]): Begun | null {
  if (typeof json !== 'object' || json === null || !('scenario' in json)) {
    problems.push({ line, text: headerMissing });
    return null;
  }
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => ({ line, text: issueText(issue) })));
    return null;
  }
  const header = parsed.data;
  const start = parseStart(header.start);
  const lastsMs = parseOffset(header.lasts);
  if (!start)
    problems.push({
      line,
      text: `start: "${header.start}" must be an instant with its zone: 2020-10-01T06:30:00+09:00`,
    });
  if (lastsMs === null || lastsMs <= 0 || lastsMs > longestMs)
    problems.push({ line, text: `lasts: "${header.lasts}" must be a duration such as "4h30m", at most 48h` });
  return start && lastsMs !== null ? { header, start, end: start.at + lastsMs } : null;
}

/** A clock names one instant only within a day; two days are more than any recorded outage needs. */
const longestMs = 48 * 3_600_000;

function scenarioOf({ header, start, end }: Begun, events: readonly ScenarioEvent[]): Scenario {
  return {
    name: header.scenario,
    about: header.about,
    sources: header.sources,
    start: start.at,
    end,
    calendars: recordedCalendars(header, { start: start.at, end }),
    events: events.toSorted((a, b) => a.at - b.at),
  };
}

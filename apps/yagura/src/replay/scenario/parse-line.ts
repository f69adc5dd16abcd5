import type { z } from 'zod';
import { lineKinds, type Becomes, type Line } from './line-schema.ts';
import { momentHelp, parseMoment, parseOffset, type Start } from './moment.ts';
import type { Becoming, ScenarioEvent } from './scenario.ts';

export interface LineContext {
  readonly start: Start;
  readonly end: number;
}

export type ParsedLine =
  | { readonly ok: true; readonly event: ScenarioEvent }
  | { readonly ok: false; readonly texts: readonly string[] };

const wrong = (...texts: string[]): ParsedLine => ({ ok: false, texts });

/** One line of JSON as an event with its instants, or what is wrong with it. */
export function parseLine(json: unknown, context: LineContext): ParsedLine {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return wrong('a line must be one JSON object, such as {"at":"1h24m","component":"gw-1","becomes":"silent"}');
  const kind = lineKinds.find(({ field }) => field in json);
  if (!kind)
    return wrong(`says nothing that happens; it needs one of ${lineKinds.map(({ field }) => field).join(', ')}`);
  const parsed = kind.schema.safeParse(json);
  if (!parsed.success) return wrong(...parsed.error.issues.map(issueText));
  return eventOf(parsed.data, context);
}

export function issueText(issue: z.core.$ZodIssue): string {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `"${[field, key].filter(Boolean).join('.')}" is not a field here`).join('; ');
  return field === '' ? issue.message : `${field}: ${issue.message}`;
}

function eventOf(line: Line, context: LineContext): ParsedLine {
  const { start, end } = context;
  const said = 'every' in line ? line.from : line.at;
  const at = parseMoment(said, start);
  if (at === null) return wrong(`"${said}" is no instant; it must be ${momentHelp}`);
  if (at > end)
    return wrong(`"${said}" lies behind the end of the scenario; make "lasts" longer or the instant earlier`);
  if ('note' in line) return { ok: true, event: { type: 'note', at, text: line.note } };
  if ('collector' in line)
    return { ok: true, event: { type: 'collector', at, collector: line.collector, becomes: line.becomes } };
  const components = line.components ?? (line.component === undefined ? [] : [line.component]);
  if (components.length === 0) return wrong('names nobody; it needs "component" or "components"');
  if (line.components && line.component !== undefined)
    return wrong('has both "component" and "components"; put all of them into "components"');
  if ('every' in line) return rhythmOf(line, components, at, context);
  if ('event' in line) {
    const { event, detail } = line;
    const occurrence = { event, ...(detail !== undefined && { detail }) };
    return { ok: true, event: { type: 'occurrence', at, components, occurrence } };
  }
  if ('becomes' in line)
    return { ok: true, event: { type: 'becomes', at, components, becomes: becomingOf(line.becomes) } };
  return { ok: true, event: { type: 'beat', at, components, beat: line.beat } };
}

function becomingOf(becomes: Becomes): Becoming {
  if (typeof becomes === 'string') return becomes;
  const { status, ...rest } = becomes;
  return { ...rest, ...(status !== undefined && { status }) };
}

function rhythmOf(
  line: Extract<Line, { every: string }>,
  components: readonly string[],
  at: number,
  { start, end }: LineContext,
): ParsedLine {
  const everyMs = parseOffset(line.every);
  if (everyMs === null || everyMs < 100)
    return wrong(`every: "${line.every}" must be a duration such as "1s", at least "100ms"`);
  const until = line.until === undefined ? end : parseMoment(line.until, start);
  if (until === null) return wrong(`until: "${line.until}" is no instant; it must be ${momentHelp}`);
  if (until <= at) return wrong(`until: "${line.until}" is not after its beginning`);
  return { ok: true, event: { type: 'rhythm', at, until: Math.min(until, end), everyMs, components, beat: line.beat } };
}

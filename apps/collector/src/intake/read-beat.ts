import { beatSchema, beatStatuses, maxMetrics, parseDuration, sourceTimeSchema, type Beat } from '@yagura/contract';
import { explainIssue } from './explain-issue.ts';
import type { Reader } from './told.ts';

type Fields = Record<string, unknown>;

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const statuses: ReadonlySet<unknown> = new Set(beatStatuses);
const latestInstant = 8_640_000_000_000_000;
const longestDurationMs = 30 * 86_400_000;

export const isId = (value: unknown): value is string => typeof value === 'string' && idPattern.test(value);

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const isName = (name: string) => name.length > 0 && name.length <= 64 && name !== '__proto__';

/** Milliseconds, or null for what is no instant. */
export function readInstant(value: unknown): number | null {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 && value <= latestInstant ? value : null;
  if (typeof value !== 'string') return null;
  const parsed = sourceTimeSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The same few texts come again and again; a sender who varies them must not fill the memory. */
const durations = new Map<string, number | null>();
const mostDurations = 1000;

function durationOf(text: string): number | null {
  const known = durations.get(text);
  if (known !== undefined) return known;
  const read = text.length > 32 ? null : parseDuration(text);
  if (durations.size >= mostDurations) durations.clear();
  durations.set(text.slice(0, 33), read);
  return read;
}

function readDuration(value: unknown): number | null {
  const milliseconds = typeof value === 'string' ? durationOf(value) : value;
  if (typeof milliseconds !== 'number' || !Number.isSafeInteger(milliseconds)) return null;
  return milliseconds > 0 && milliseconds <= longestDurationMs ? milliseconds : null;
}

function readEpoch(value: unknown): string | null {
  if (typeof value === 'string') return value.length > 0 && value.length <= 64 ? value : null;
  return Number.isSafeInteger(value) ? String(value) : null;
}

function isRecordOf(value: unknown, isValue: (value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  let count = 0;
  for (const name in value) {
    if (++count > maxMetrics || !isName(name) || !isValue((value as Fields)[name])) return false;
  }
  return true;
}

const isLabel = (value: unknown) => isText(value, 200);
const isMetric = (value: unknown) => Number.isFinite(value);

/** Checks one field and puts its resolved form in its place. */
function takeField(beat: Fields, name: string): boolean {
  const value = beat[name];
  switch (name) {
    case 'component':
    case 'probe':
      return isId(value);
    case 'status':
      return statuses.has(value);
    case 'seq':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'metrics':
      return isRecordOf(value, isMetric);
    case 'labels':
      return isRecordOf(value, isLabel);
    case 'message':
      return isText(value, 500);
    case 'epoch':
      return (beat[name] = readEpoch(value)) !== null;
    case 'every':
      return (beat[name] = readDuration(value)) !== null;
    case 'at':
    case 'backBy':
      return (beat[name] = readInstant(value)) !== null;
    default:
      return false;
  }
}

/**
 * Takes exactly what `beatSchema` takes (a property test holds the two together) and changes the value in place, which
 * was parsed for nobody else. Measured for a beat of 8 fields with 3 metrics: 0.2 µs here, 3 µs by the schema, 0.9 µs
 * for JSON.parse before either. By the schema alone, checking would cost three times as much as parsing.
 */
export function readBeat(value: unknown): Beat | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const beat = value as Fields;
  for (const name in beat) if (!takeField(beat, name)) return null;
  if (beat['component'] === undefined) return null;
  if (beat['status'] === undefined) beat['status'] = 'ok';
  return beat as unknown as Beat; // every field was checked just above
}

export const beatReader: Reader<Beat> = {
  read: readBeat,
  explain: (value) => explainIssue(beatSchema, value),
};

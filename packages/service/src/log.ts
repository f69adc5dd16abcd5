import { createFloodGate } from './flood-gate.ts';
import type { Level } from './flood-gate.ts';
import { redact } from './redact.ts';
import { scrub } from './scrub.ts';
import { writeLine } from './standard-output.ts';

export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

type Fields = Record<string, unknown>;

const MAX_LINE_BYTES = 16_384;
// Escaped once more as a string, no piece of JSON of this length can pass the bound together with its head.
const MAX_CUT_FIELDS = 4_500;
const OWN_KEYS: ReadonlySet<string> = new Set(['at', 'level', 'service', 'event']);

/** One JSON line an event; `write` gets it without the line's end. Neither the fields nor a failing writer can make it throw. */
export function createLog(service: string, write: (line: string) => void = writeLine): Log {
  const name = scrub(service, 100);
  const put = (level: Level, event: string, fields?: Fields): void => {
    try {
      write(encode({ at: new Date().toISOString(), level, service: name, event: scrub(event, 200) }, fields));
    } catch {
      // A log that can not be written has nobody left to be told.
    }
  };
  const admit = createFloodGate((level, event, times) => put(level, `${event} repeated ${times} times`, { times }));
  const at = (level: Level) => (event: string, fields?: Fields) => {
    if (admit(level, event)) put(level, event, fields);
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function encode(head: Record<string, string>, fields: Fields | undefined): string {
  if (fields === undefined) return JSON.stringify(head);
  const shown = redact(fields);
  const line = JSON.stringify({ ...head, ...renamed(shown) });
  if (Buffer.byteLength(line) <= MAX_LINE_BYTES) return line;
  return JSON.stringify({ ...head, cut: true, fields: JSON.stringify(shown).slice(0, MAX_CUT_FIELDS) });
}

// A field must not pass itself off as the line's own time, level or sender.
function renamed(fields: unknown): Fields {
  if (typeof fields !== 'object' || fields === null) return { fields };
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [OWN_KEYS.has(key) ? `field_${key}` : key, value]),
  );
}

import { HIDDEN, isSecretName, scrub } from './scrub.ts';

const MAX_DEPTH = 8;
const MAX_ENTRIES = 100;
const MAX_VALUES = 1_000;

interface Walk {
  ancestors: Set<object>;
  left: number;
}

/** A copy that JSON can hold and anybody may read: bounded, without cycles or secrets. It never throws. */
export function redact(value: unknown): unknown {
  return visit(value, { ancestors: new Set(), left: MAX_VALUES });
}

function visit(value: unknown, walk: Walk): unknown {
  try {
    walk.left -= 1;
    if (walk.left < 0) return '[more]';
    return typeof value === 'object' && value !== null ? visitObject(value, walk) : plain(value);
  } catch {
    // Getters, proxies and conversions are other people's code and may throw anything.
    return '[unreadable]';
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return scrub(String(value));
  return typeof value === 'function' ? `[function ${scrub(value.name)}]` : value;
}

function visitObject(value: object, walk: Walk): unknown {
  if (walk.ancestors.has(value)) return '[circular]';
  if (walk.ancestors.size >= MAX_DEPTH) return '[deeper]';
  walk.ancestors.add(value);
  try {
    return describe(value, walk);
  } finally {
    walk.ancestors.delete(value);
  }
}

function describe(value: object, walk: Walk): unknown {
  if (value instanceof Error) return fromError(value, walk);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof URL) return scrub(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return fromList(value, value.length, walk);
  if (value instanceof Set) return fromList(value, value.size, walk);
  if (value instanceof Map) return fromEntries(value, value.size, walk);
  const keys = Object.keys(value);
  return fromEntries(readEach(value, keys), keys.length, walk);
}

function* readEach(value: object, keys: readonly string[]): Iterable<[string, unknown]> {
  for (const key of keys) yield [key, readOne(value, key)];
}

function readOne(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return '[unreadable]';
  }
}

function fromError(error: Error, walk: Walk): unknown {
  const { name, message, stack, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const errors: unknown = error instanceof AggregateError ? error.errors : undefined;
  return {
    name: scrub(String(name)),
    message: scrub(String(message)),
    ...(typeof stack === 'string' && { stack: scrub(stack) }),
    // Node leaves the message of a refused connection empty and says it only here.
    ...(typeof code === 'string' && { code: scrub(code) }),
    ...(cause !== undefined && { cause: visit(cause, walk) }),
    ...(errors !== undefined && { errors: visit(errors, walk) }),
  };
}

function fromList(values: Iterable<unknown>, size: number, walk: Walk): unknown[] {
  const shown: unknown[] = [];
  for (const value of values) {
    if (shown.length >= MAX_ENTRIES) return [...shown, `[${size - shown.length} more]`];
    shown.push(visit(value, walk) ?? null);
  }
  return shown;
}

// Object.fromEntries defines, where an assignment to the key "__proto__" would change the copy itself.
function fromEntries(entries: Iterable<[unknown, unknown]>, size: number, walk: Walk): unknown {
  const shown: [string, unknown][] = [];
  for (const [rawKey, value] of entries) {
    if (shown.length >= MAX_ENTRIES) {
      shown.push(['…', `${size - shown.length} more`]);
      break;
    }
    const key = String(rawKey);
    shown.push([scrub(key, 200), isSecretName(key) ? HIDDEN : visit(value, walk)]);
  }
  return Object.fromEntries(shown);
}

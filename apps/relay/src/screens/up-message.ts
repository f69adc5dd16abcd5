import {
  helloSchema,
  resyncSchema,
  screenReportSchema,
  wireVersion,
  type Hello,
  type Resync,
  type ScreenReport,
} from '@yagura/contract';
import { z } from 'zod';

/** What a screen said, once it is known to be something that a screen may say. */
export type UpMessage =
  | { readonly type: 'hello'; readonly body: Hello }
  | { readonly type: 'outdated' }
  | { readonly type: 'resync'; readonly body: Resync }
  | { readonly type: 'report'; readonly body: ScreenReport }
  | { readonly type: 'echo'; readonly acknowledge: (deskTime: number) => void };

export type Rejection = 'unknown' | 'malformed' | 'too-many';

const anyWireSchema = z.object({ wire: z.int() });

/** Arguments as they came from the network; nothing about them is trusted. */
export function readUpMessage(event: unknown, args: readonly unknown[]): UpMessage | Rejection {
  switch (event) {
    case 'hello':
      return readHello(args[0]);
    case 'resync': {
      const parsed = resyncSchema.safeParse(args[0]);
      return parsed.success ? { type: 'resync', body: parsed.data } : 'malformed';
    }
    case 'report': {
      const parsed = screenReportSchema.safeParse(args[0]);
      return parsed.success ? { type: 'report', body: parsed.data } : 'malformed';
    }
    case 'echo': {
      const acknowledge = args.at(-1);
      if (typeof args[0] !== 'number' || typeof acknowledge !== 'function') return 'malformed';
      return { type: 'echo', acknowledge: (deskTime) => void acknowledge(deskTime) };
    }
    default:
      return 'unknown';
  }
}

/** The wire's number is read first: an outdated screen's hello may look different in every other respect. */
function readHello(body: unknown): UpMessage | Rejection {
  const wire = anyWireSchema.safeParse(body);
  if (!wire.success) return 'malformed';
  if (wire.data.wire !== wireVersion) return { type: 'outdated' };
  const parsed = helloSchema.safeParse(body);
  return parsed.success ? { type: 'hello', body: parsed.data } : 'malformed';
}

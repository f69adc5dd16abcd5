import type { Ears, Refusal } from './ears.ts';

const starting: Refusal = { status: 503, error: 'this collector is starting', remedy: 'Send again in a moment.' };

/**
 * Ports are bound before anything is written: a second collector by mistake must find its port taken before it has
 * vouched for anything under the name of the first.
 */
export function createLateEars(): { readonly ears: Ears; open(ears: Ears): void } {
  let inner: Ears | null = null;
  const opened = (): Ears => {
    if (inner === null) throw new Error('asked before it was open; refusal() says so');
    return inner;
  };
  return {
    ears: {
      refusal: () => (inner === null ? starting : inner.refusal()),
      senderOf: (token) => inner?.senderOf(token) ?? null,
      hearBeats: (...heard) => opened().hearBeats(...heard),
      hearOccurrences: (...heard) => opened().hearOccurrences(...heard),
      hearCanary: (...heard) => inner?.hearCanary(...heard) ?? false,
      readiness: () => inner?.readiness() ?? { ready: false, why: starting.error },
    },
    open(ears) {
      inner = ears;
    },
  };
}

/** Raised by one whenever what crosses the wire between relay and screen changes; `wire-version.test.ts` breaks until it is. */
export const wireVersion = 11;

/** A quarter of the runs before a commit, where somebody waits; all of them in `npm test`, which asks for it. */
export function propertyRuns(all: number): { numRuns: number } {
  return { numRuns: process.env['YAGURA_THOROUGH'] === '1' ? all : Math.ceil(all / 4) };
}

/** Before everything. */
export const origin = '0-0';

function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function split(position: string): [string, string] {
  const dash = position.indexOf('-');
  return [position.slice(0, dash), position.slice(dash + 1)];
}

/** Negative when `a` lies before `b`. Both halves may exceed what a number holds, so digits are compared. */
export function comparePositions(a: string, b: string): number {
  const [aMs, aSeq] = split(a);
  const [bMs, bSeq] = split(b);
  return compareDigits(aMs, bMs) || compareDigits(aSeq, bSeq);
}

const lastSeq = 2n ** 64n - 1n;

/** The place immediately before: reading after it begins with `position` itself. */
export function positionBefore(position: string): string {
  const [ms, seq] = split(position);
  if (seq !== '0') return `${ms}-${BigInt(seq) - 1n}`;
  return ms === '0' ? origin : `${BigInt(ms) - 1n}-${lastSeq}`;
}

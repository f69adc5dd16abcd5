export function earliest(...instants: readonly (number | null)[]): number | null {
  let result: number | null = null;
  for (const instant of instants) if (instant !== null && (result === null || instant < result)) result = instant;
  return result;
}

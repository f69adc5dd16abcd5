/** Whether a clock lies within "22:00-06:00", over midnight too; from and until the same is no hour at all. */
export function isQuietAt(quietHours: string | null, clock: string): boolean {
  const [from, until] = quietHours?.split('-') ?? [];
  if (from === undefined || until === undefined) return false;
  return from <= until ? clock >= from && clock < until : clock >= from || clock < until;
}

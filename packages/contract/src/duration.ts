import { z } from 'zod';

const unitMs = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)$/;

/** "250ms", "1s", "15 s", "2m", "1h" as milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, amount, unit] = match;
  return Math.round(Number(amount) * unitMs[unit as keyof typeof unitMs]);
}

/** A duration as people write it, or a whole number of milliseconds; in memory always milliseconds. */
export const durationSchema = z.union([z.int().positive(), z.string()]).transform((value, context) => {
  const milliseconds = typeof value === 'number' ? value : parseDuration(value);
  if (milliseconds === null || milliseconds <= 0 || milliseconds > 30 * unitMs.d) {
    context.addIssue({
      code: 'custom',
      message: 'must be a duration such as "250ms", "1s", "5m" or "1h", at most 30 days',
    });
    return z.NEVER;
  }
  return milliseconds;
});

import { z } from 'zod';

/** Ids are read aloud over the phone and stand in URLs, metrics and log lines, so they are short and plain. */
export const idSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'must be 1–63 letters, digits, dots, dashes or underscores, beginning with a letter or digit',
  );

/** Instants cross processes as whole milliseconds since 1970 (UTC). */
export const instantSchema = z.int().min(0).max(8_640_000_000_000_000);

/** A Redis stream position: never a time, only a place in an order. */
export const positionSchema = z.string().regex(/^\d+-\d+$/);

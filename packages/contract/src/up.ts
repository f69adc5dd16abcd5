import { z } from 'zod';
import { screenReportSchema, type ScreenReport } from './screen.ts';

/** First word of a screen: which wire it speaks and, after a reconnect, where it stands. */
export const helloSchema = z.object({
  wire: z.int(),
  build: z.string().max(64),
  have: z.object({ epoch: z.int(), to: z.int(), layout: z.string().max(128) }).nullable(),
});
export type Hello = z.infer<typeof helloSchema>;

/** "A frame did not begin where mine ended." Answered with a snapshot. */
export const resyncSchema = z.object({
  have: z.object({ epoch: z.int(), to: z.int() }).nullable(),
});
export type Resync = z.infer<typeof resyncSchema>;

/** Screen to relay, one union for the whole direction. */
export const upSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), body: helloSchema }),
  z.object({ type: z.literal('resync'), body: resyncSchema }),
  z.object({ type: z.literal('echo'), body: z.number() }),
  z.object({ type: z.literal('report'), body: screenReportSchema }),
]);
export type Up = z.infer<typeof upSchema>;

export interface UpEvents {
  hello: (hello: Hello) => void;
  resync: (resync: Resync) => void;
  /** Of a registered screen alone. */
  report: (report: ScreenReport) => void;
  /** Measures the round trip: the relay acknowledges with its desk time. */
  echo: (sent: number, acknowledge: (deskTime: number) => void) => void;
}

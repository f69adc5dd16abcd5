import { z } from 'zod';

export const kinds = [
  'gateway',
  'order-router',
  'market-data',
  'network',
  'client-access',
  'back-office',
  'job',
  'venue',
  'service',
] as const;
export const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;
